//! What surrounds the content of every page.

use serde::Serialize;

use super::{DateView, LinkView, Markup, TagView};

/// What is the same on every page of a site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// A line under the name.
    pub tagline: Option<String>,
    /// The name of the application that the site documents.
    pub application: Option<String>,
    /// The public address of that application.
    pub application_url: Option<String>,
    /// The label of the current campaign: « Campagne 2025 ».
    pub campaign: Option<String>,
    /// Who publishes the site.
    pub publisher: Option<String>,
}

/// What every page has around its content.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    /// The page's own title: the `h1`.
    pub title: String,
    /// The content of `<title>`: « Titre – Nom du site ».
    pub title_tag: String,
    /// One or two sentences for search engines.
    pub description: Option<String>,
    /// BCP 47 tag of the page's language.
    pub lang: String,
    /// Its full public address; only when the site has a `base_url`.
    pub canonical: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// For link previews; only when the site has a `base_url`.
    pub open_graph: Option<OpenGraphView>,
    /// The way back to the root: `""`, `"../"`; the full path of the site on the 404 page.
    pub root: String,
    /// Stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// Scripts, loaded deferred, in order.
    pub scripts: Vec<String>,
    /// Font files that every page needs at once.
    pub fonts: Vec<String>,
    /// The picture in the browser's tab.
    pub icon: Option<String>,
    /// The feed of announcements and changes.
    pub feed_href: Option<String>,
    /// The Markdown copy of the page.
    pub markdown_href: Option<String>,
    /// The rendered [`MastheadView`].
    pub masthead_html: Markup,
    /// The rendered [`super::SidebarView`] with its current mark in place; `None` on pages without a sidebar.
    pub sidebar_html: Option<Markup>,
    /// The rendered [`FooterView`].
    pub footer_html: Markup,
    /// The way from the home page to the page, without the page itself. Empty on the home page.
    pub breadcrumb: Vec<Crumb>,
    /// The last word of the breadcrumb: the page itself, shortened if need be.
    pub breadcrumb_current: String,
    /// The headings of the page, nested.
    pub outline: Vec<OutlineItem>,
    /// The page before in the order of the section.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// The audiences concerned; empty when all are.
    pub audiences: Vec<TagView>,
    /// The line under the title.
    pub meta: MetaView,
    /// Whether dates on the page are told by the reader's clock.
    pub has_clock: bool,
    /// Structured data made by [`Markup::json`].
    pub json_ld: Vec<Markup>,
    /// Something to say above the content: an archive, a draft, the notice of a rubric.
    pub notices: Vec<NoticeView>,
    /// What concerns the page as PDF files; `note` tells size and number of pages.
    pub pdfs: Vec<LinkView>,
    /// The site's own text at the head of a list page.
    pub introduction_html: Option<Markup>,
}

/// What link previews show (Open Graph protocol).
#[derive(Clone, Debug, Default, Serialize)]
pub struct OpenGraphView {
    /// `og:type`: `website` or `article`.
    pub kind: String,
    /// `og:url`: the full address of the page.
    pub url: String,
    /// `og:locale`: `fr_FR`.
    pub locale: String,
    /// `og:image`: a full address.
    pub image: Option<String>,
}

/// The line under the title.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetaView {
    /// The campaign that the content belongs to.
    pub campaign: Option<String>,
    /// The day on which it was last checked.
    pub verified_on: Option<DateView>,
    /// The function that answers for it.
    pub owner: Option<String>,
}

/// A step of the breadcrumb.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Crumb {
    /// Its words.
    pub label: String,
    /// Its address; `None` when the step has no page.
    pub href: Option<String>,
}

/// A heading of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OutlineItem {
    /// 2 to 6.
    pub level: u8,
    /// Its id in the page, not percent-encoded; templates write `#` before it.
    pub id: String,
    /// Its plain text.
    pub text: String,
    /// The headings under it.
    pub children: Vec<OutlineItem>,
}

/// Something to say above the content.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    /// `info`, `archive`, `draft` or `warning`.
    pub kind: String,
    /// A sentence.
    pub text: String,
    /// Where to go instead.
    pub link: Option<LinkView>,
}

/// The top of every page of one folder.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MastheadView {
    /// What is the same on every page.
    pub site: SiteView,
    /// The home page.
    pub home_href: String,
    /// A picture that takes the place of the theme's own mark.
    pub logo_href: Option<String>,
    /// The main navigation.
    pub navigation: Vec<NavItem>,
    /// The page that answers a search.
    pub search_href: String,
    /// Whether this is that page.
    pub search_current: bool,
    /// The page of questions from A to Z.
    pub questions_href: Option<String>,
}

/// An item of the main navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavItem {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether the pages of this folder belong to it.
    pub current: bool,
}

/// The foot of every page of one folder.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FooterView {
    /// What is the same on every page.
    pub site: SiteView,
    /// On what the site is based.
    pub notice: Option<String>,
    /// Legal and other links.
    pub links: Vec<LinkView>,
    /// The feed.
    pub feed_href: Option<String>,
    /// The page of questions from A to Z.
    pub questions_href: Option<String>,
    /// Archived campaigns.
    pub archives: Vec<LinkView>,
}
