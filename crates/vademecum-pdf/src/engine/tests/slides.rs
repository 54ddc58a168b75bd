//! Pages of other PDF files in a book.

use proptest::prelude::*;

use super::*;

/// A presentation of two pages, set by the program itself.
fn presentation() -> Vec<u8> {
    let chapter = |key: &str, words: &str| Chapter {
        key: key.into(),
        running: String::new(),
        new_page: true,
        blocks: vec![heading(1, "", words), paragraph("Trois zones sur l’écran.")],
    };
    let chapters = vec![chapter("un", "Lire le tableau de bord"), chapter("deux", "Demander de l’aide")];
    set(&Book { chapters, ..book(Vec::new()) }).bytes
}

fn slide(bytes: &[u8], page: u32) -> Block {
    let (name, alt) = ("saisie.pdf".to_owned(), format!("Diapositive {page} :"));
    Block::Slide(Slide { name, bytes: Arc::from(bytes), page, alt, place: Place(4) })
}

fn is_in(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn a_slide_is_drawn_and_its_words_are_found() {
    let sets = book(vec![paragraph("Avant."), slide(&presentation(), 2)]);
    let pdf = set(&sets);
    assert_eq!(pdf.problems, []);
    assert!(is_in(&pdf.bytes, "/Figure"));
    let letters = letters(&sets);
    for words in ["Avant.", "Demanderdel’aide", "Troiszonessurl’écran."] {
        assert_eq!(letters.matches(words).count(), 1, "{words}: {letters}");
    }
    assert!(!letters.contains("tableaudebord"), "that is the other page");
    assert_eq!(set(&sets).bytes, pdf.bytes);
}

#[test]
fn a_slide_says_its_words_to_who_cannot_see_it() {
    let drawing = Slides::default().draw(&drawn(slide(&presentation(), 1))).unwrap();
    let lines: Vec<&str> = drawing.lines.iter().map(|line| line.words.trim()).collect();
    assert!(lines.contains(&"Lire le tableau de bord"), "{lines:?}");
    let sets = book(vec![slide(&presentation(), 1)]);
    let draws = |slide: &Slide| Slides::default().draw(slide);
    let bad = BTreeSet::new();
    let code = emit::emit(&sets, &Limits { draws: &draws, ..limits(&bad) }).chapters.remove(0).code;
    assert!(code.contains("alt: \"Diapositive 1 : "), "{code}");
    assert!(code.contains("Lire le tableau de bord · Trois zones sur l’écran."), "{code}");
}

fn drawn(block: Block) -> Slide {
    match block {
        Block::Slide(slide) => slide,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_slide_that_cannot_be_drawn_is_told_and_named_instead() {
    let whole = presentation();
    let no_page = SlideFault::NoPage;
    let cases: [(&[u8], u32, SlideFault); 4] = [
        (&whole, 3, no_page),
        (&whole, 0, no_page),
        (b"pas un PDF", 1, SlideFault::Unreadable),
        (b"%PDF-1.7\n%%EOF", 1, SlideFault::Unreadable),
    ];
    for (bytes, page, fault) in cases {
        let sets = book(vec![paragraph("Avant."), slide(bytes, page)]);
        let pdf = set(&sets);
        let [problem] = &pdf.problems[..] else { panic!("{:?}", pdf.problems) };
        let expected = ProblemKind::BadSlide("saisie.pdf".into(), page, fault);
        assert_eq!((problem.kind.clone(), problem.place), (expected, Some(Place(4))));
        assert!(letters(&sets).contains("Diapositive"));
    }
}

#[test]
fn only_what_the_last_book_showed_is_kept() {
    let slides = Slides::default();
    let bytes = presentation();
    let first = slides.draw(&drawn(slide(&bytes, 1))).unwrap();
    slides.tidy();
    let again = slides.draw(&drawn(slide(&bytes, 1))).unwrap();
    assert!(Arc::ptr_eq(&first, &again), "it was drawn again");
    slides.tidy();
    slides.tidy();
    assert!(!Arc::ptr_eq(&first, &slides.draw(&drawn(slide(&bytes, 1))).unwrap()), "it was kept for ever");
}

/// A file of a page, with a font that gives widths to many glyphs.
fn with_widths(widths: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 160 90]>>endobj\n\
         4 0 obj<</Type/Font/Subtype/Type0/DescendantFonts[<</Subtype/CIDFontType2/{widths}>>]>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF"
    )
    .into_bytes()
}

#[test]
fn a_font_with_widths_without_end_is_not_read() {
    let fault = |widths: &str| Slides::default().draw(&drawn(slide(&with_widths(widths), 1))).err();
    assert_eq!(fault("W[1[500 600]0 65535 500]"), None);
    for widths in ["W[0 4000000000 500]", "W[1[500]7 99999999 500]", "W2[0 4000000000 500 1 1]"] {
        assert_eq!(fault(widths), Some(SlideFault::Unreadable), "{widths}");
    }
    let many = "0 65535 500 ".repeat(40);
    assert_eq!(fault(&format!("W[{many}]")), Some(SlideFault::Unreadable));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever a file says, there is a book.
    #[test]
    fn a_damaged_file_keeps_no_book_from_being_made(at in 0usize..9_000, with: [u8; 4], cut in 0usize..9_000) {
        let mut bytes = presentation();
        let at = at % bytes.len();
        for (byte, new) in bytes[at..].iter_mut().zip(with) {
            *byte = new;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut);
        }
        let pdf = set(&book(vec![paragraph("Avant."), slide(&bytes, 1)]));
        prop_assert!(pdf.problems.len() <= 1, "{:?}", pdf.problems);
    }
}
