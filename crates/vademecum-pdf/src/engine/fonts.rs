//! The fonts of the program: Noto Sans for words, DejaVu Sans Mono for code and for the signs that Noto Sans lacks, Noto
//! Emoji for the rest of what people type to one another.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The file of the face of plain text.
pub(super) const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");

/// All faces, in the order of their numbers.
static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 7] = [
        REGULAR,
        include_bytes!("../../fonts/NotoSans-Bold.ttf"),
        include_bytes!("../../fonts/NotoSans-Italic.ttf"),
        include_bytes!("../../fonts/NotoSans-BoldItalic.ttf"),
        include_bytes!("../../fonts/DejaVuSansMono.ttf"),
        include_bytes!("../../fonts/DejaVuSansMono-Bold.ttf"),
        include_bytes!("../../fonts/NotoEmoji-Regular.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FACES.iter())));

pub(super) fn book() -> &'static LazyHash<FontBook> {
    &BOOK
}

pub(super) fn face(index: usize) -> Option<Font> {
    FACES.get(index).cloned()
}

/// Whether a face has a character. Only what the regular faces have counts: the bold and slanted ones have at least as much.
pub(super) fn cover(c: char) -> bool {
    [0, 4, 6].iter().any(|at| FACES[*at].info().coverage.contains(c as u32))
}
