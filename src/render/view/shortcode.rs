//! What shortcodes in a text become.

use serde::Serialize;

use super::{AppPathView, ClockView, ContactCard, DateView, DocumentCard, FaqCard, VideoCard};

/// Declares the view of a shortcode: one thing, shown as a block or, `inline`, among words.
macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $field:ident: $type:ty })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, Serialize)]
        pub struct $name {
            /// What is shown.
            pub $field: $type,
            /// Whether only phrasing content may be given.
            pub inline: bool,
        })*
    };
}

calls! {
    /// `{{ contact:ID }}`: a card, or a link among words.
    ContactCall { contact: ContactCard }
    /// `{{ video:ID }}`.
    VideoCall { video: VideoCard }
    /// `{{ document:ID }}`.
    DocumentCall { document: DocumentCard }
    /// `{{ faq:ID }}`.
    FaqCall { faq: FaqCard }
    /// `{{ chemin:… }}`.
    AppPathCall { app_path: AppPathView }
    /// `{{ a-confirmer:… }}`: what readers see in place of a date or figure that nobody has confirmed.
    ToConfirmCall { text: String }
}

/// `{{ date:ID }}`: always inline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateCall {
    /// The words: « avant le mercredi 11 décembre 2024 ».
    pub text: String,
    /// The day, or the first day of a period; `None`: no date is known, the words say so.
    pub date: Option<DateView>,
    /// The page of the event.
    pub href: Option<String>,
    /// Where the event stands in time, when the text asks how far away it is.
    pub clock: Option<ClockView>,
}
