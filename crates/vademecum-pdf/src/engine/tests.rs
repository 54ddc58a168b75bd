//! Books set from beginning to end; what is on their pages is read from typst's own frames.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::sync::Arc;

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::*;
use crate::document::*;
use crate::problem::SlideFault;

mod hostile;
mod slides;

fn templates() -> Templates {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default/pdf");
    let read = |name: &str| (name.to_owned(), std::fs::read_to_string(folder.join(name)).unwrap());
    Templates { files: vec![read("guide.typ"), read("code.tmTheme")] }
}

fn words() -> Words {
    let word = |text: &str| text.to_owned();
    Words {
        contents: word("Sommaire"),
        see_page: word("voir p."),
        page: word("p."),
        of: word("sur"),
        task: (word("Fait"), word("À faire")),
    }
}

/// A book of one chapter, without cover and contents.
fn book(blocks: Vec<Block>) -> Book {
    Book {
        language: "fr".into(),
        title: "Un livre".into(),
        issuer: Some("Un service".into()),
        description: None,
        date: (2024, 11, 25),
        running: "Campagne 2025".into(),
        cover: None,
        contents_depth: 0,
        format: Format::default(),
        words: words(),
        chapters: vec![Chapter { key: "un".into(), running: "Un".into(), new_page: true, blocks }],
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn heading(level: u8, label: &str, words: &str) -> Block {
    let labels = if label.is_empty() { Vec::new() } else { vec![Label(label.to_owned())] };
    Block::Heading { level, labels, words: vec![text(words)], place: Place(level.into()) }
}

/// What may be set when nothing is known to be impossible.
fn limits(bad: &BTreeSet<String>) -> Limits<'_> {
    Limits {
        covers: &fonts::cover,
        draws: &|_| Err(SlideFault::Failing),
        bad_pictures: bad,
        plain_chapters: bad,
        notes_in_words: false,
    }
}

/// A book as typst lays it out.
fn document(book: &Book) -> PagedDocument {
    let mut typesetter = Typesetter::new(&templates());
    let bad = BTreeSet::new();
    let draws = |slide: &Slide| typesetter.slides.draw(slide);
    let emitted = emit::emit(book, &Limits { draws: &draws, ..limits(&bad) });
    typesetter.place(&emitted);
    let document = typst::compile::<PagedDocument>(&typesetter.world).output;
    document.unwrap_or_else(|errors| panic!("{errors:?}\n{}", emitted.chapters[0].code))
}

/// The text of each page of a book.
fn pages(book: &Book) -> Vec<String> {
    let document = document(book);
    let page = |frame: &Frame| {
        let mut out = String::new();
        read(frame, &mut out);
        out
    };
    document.pages().iter().map(|at| page(&at.frame)).collect()
}

fn read(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, out),
            FrameItem::Text(item) => out.push_str(&item.text),
            _ => {}
        }
    }
}

/// All letters of a book: without white space, hyphens at line ends and places where lines may end.
fn letters(book: &Book) -> String {
    pages(book)
        .concat()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{ad}' | '-' | '‐'))
        .collect()
}

fn set(book: &Book) -> Pdf {
    Typesetter::new(&templates()).typeset(book).unwrap_or_else(|problems| panic!("{problems:?}"))
}

const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x10\x50\x30\x00\x00\x00\xa4\x00\x61\x34\x66\x7d\x72\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn picture(bytes: &[u8], alt: Option<&str>) -> Picture {
    let alt = alt.map(str::to_owned);
    Picture { name: "plan.png".into(), bytes: Arc::from(bytes), alt, width: 0, place: Place(7) }
}

/// A book with one of everything.
fn everything() -> Book {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
    let link = |to: Destination, words: &str| Inline::Link { to, words: vec![text(words)], place: Place(3) };
    let item = |task, words: &str| Item { task, blocks: vec![paragraph(words)] };
    let table = Table {
        caption: Some(vec![text("Une légende")]),
        columns: vec![Column { align: Align::Left, share: 2 }, Column { align: Align::Right, share: 0 }],
        head: vec![vec![text("Colonne un")], vec![text("Colonne deux")]],
        rows: vec![vec![vec![paragraph("Rangée")], vec![paragraph("Cellule"), paragraph("Encore")]]],
        row_heads: true,
        place: Place(5),
    };
    let kinds = [Callout::Note, Callout::Tip, Callout::Important, Callout::Warning];
    let more = [Callout::Danger, Callout::Gap, Callout::Contact, Callout::Answer];
    let mut blocks = vec![
        heading(1, "un", "Titre un"),
        Block::Lead(vec![text("Un chapeau.")]),
        Block::Anchor(Label("ancre".into())),
        Block::Paragraph(vec![
            Inline::Strong(vec![text("gras")]),
            Inline::Emphasis(vec![text("penché")]),
            Inline::Deleted(vec![text("barré")]),
            Inline::Superscript(vec![text("haut")]),
            Inline::Subscript(vec![text("bas")]),
            Inline::Code("let x = 1;".into()),
            Inline::Foreign("en-GB".into(), vec![text("foreign")]),
            Inline::Break,
            Inline::Footnote(vec![paragraph("Une note de bas de page.")]),
            Inline::Unconfirmed(vec![text("à confirmer")]),
            Inline::Picture(picture(PNG, Some("Un point"))),
            link(Destination::Inside(Label("ancre".into())), "vers l’ancre"),
            link(Destination::Web("https://example.org/un/chemin".into()), "dehors"),
            link(Destination::Web("mailto:a@example.org".into()), "a@example.org"),
        ]),
        heading(2, "deux", "Titre deux"),
        Block::Note(vec![text("Une remarque.")]),
        Block::List { first: None, items: vec![item(None, "puce"), item(None, "seconde")] },
        Block::List { first: Some(4), items: vec![item(None, "quatre")] },
        Block::List { first: None, items: vec![item(Some(true), "faite"), item(Some(false), "à faire")] },
        Block::Terms(vec![(vec![text("sigle")], vec![paragraph("ce qu’il veut dire")])]),
        Block::Quote { blocks: vec![paragraph("cité")], source: Some(vec![text("la source")]) },
        Block::Group { title: Some(vec![text("Un groupe")]), blocks: vec![paragraph("dans le groupe")] },
        Block::Code {
            language: "rust".into(),
            file: Some("src/main.rs".into()),
            marked: vec![2],
            code: "fn main() {\n    println!(\"é\");\n}\n".into(),
            place: Place(6),
        },
        Block::Table(table),
        Block::Figure { picture: picture(PNG, Some("Un plan")), caption: Some(vec![text("Légende du plan")]) },
        Block::Figure { picture: Picture { name: "d.svg".into(), ..picture(svg, None) }, caption: None },
        Block::Rule,
        Block::Index(vec![(vec![text("Titre deux")], Label("deux".into())), (vec![text("Rien")], Label("?".into()))]),
    ];
    let callout = |kind| Block::Callout { kind, title: vec![text("Encadré")], blocks: vec![paragraph("encadré")] };
    blocks.extend(kinds.into_iter().chain(more).map(callout));
    let facts = vec![("Campagne".to_owned(), "2025".to_owned())];
    Book {
        cover: Some(Cover { overline: Some("Le site".into()), subtitle: Some("Sous-titre".into()), facts, note: None }),
        contents_depth: 3,
        ..book(blocks)
    }
}

#[test]
fn one_of_everything_is_set_without_a_problem() {
    let pdf = set(&everything());
    assert_eq!(pdf.problems, []);
    assert!(pdf.pages >= 3, "cover, contents and text: {}", pdf.pages);
    let letters = letters(&everything());
    for expected in
        ["Titreun", "Titredeux", "gras", "versl’ancre(voirp.", "dehors(example.org/un/chemin)", "Unenotedebasdepage."]
    {
        assert!(letters.contains(expected), "{expected}: {letters}");
    }
    assert_eq!(letters.matches("a@example.org").count(), 1, "an address that is shown is not shown again");
}

#[test]
fn large_print_and_the_plain_standard_are_set_too() {
    let mut large = everything();
    large.format = Format { size: TextSize::Large, standard: Standard::Accessible, sheet: false };
    assert_eq!(set(&large).problems, []);
    let long = |size| {
        let mut sets = book(vec![paragraph("Un paragraphe de quelques mots."); 60]);
        sets.format.size = size;
        set(&sets).pages
    };
    assert!(long(TextSize::Large) > long(TextSize::Normal));
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let first = set(&everything());
    let mut typesetter = Typesetter::new(&templates());
    typesetter.typeset(&book(vec![paragraph("Un autre.")])).unwrap();
    assert_eq!(typesetter.typeset(&everything()).unwrap(), first);
    assert_eq!(typesetter.typeset(&everything()).unwrap(), first);
}

#[test]
fn a_changed_word_gives_the_bytes_of_a_fresh_book() {
    let chapter = |at: usize, words: &str| Chapter {
        key: format!("c{at}"),
        running: format!("Chapitre {at}"),
        new_page: true,
        blocks: vec![heading(1, &format!("c{at}"), "Titre"), paragraph(words)],
    };
    let mut book = book(Vec::new());
    book.chapters = (0..5).map(|at| chapter(at, "Avant.")).collect();
    let mut typesetter = Typesetter::new(&templates());
    typesetter.typeset(&book).unwrap();
    book.chapters[3] = chapter(3, "Après.");
    assert_eq!(typesetter.typeset(&book).unwrap(), set(&book));
    book.chapters.remove(1);
    book.chapters.insert(0, chapter(9, "Nouveau."));
    assert_eq!(typesetter.typeset(&book).unwrap(), set(&book));
}

#[test]
fn an_empty_book_has_a_page() {
    let mut empty = book(Vec::new());
    assert_eq!(set(&empty).pages, 1);
    empty.chapters.clear();
    assert_eq!(set(&empty).pages, 1);
}

#[test]
fn a_table_over_three_pages_repeats_its_head() {
    let row = |at: usize| vec![vec![paragraph(&format!("Rangée {at}"))], vec![paragraph("Une cellule")]];
    let table = Table {
        caption: None,
        columns: vec![Column { share: 1, ..Column::default() }; 2],
        head: vec![vec![text("Têtière")], vec![text("Autre")]],
        rows: (0..110).map(row).collect(),
        row_heads: true,
        place: Place(1),
    };
    let pages = pages(&book(vec![Block::Table(table)]));
    assert!(pages.len() >= 3, "{}", pages.len());
    assert!(pages.iter().all(|page| page.matches("Têtière").count() == 1));
}

#[test]
fn a_note_in_the_head_of_a_long_table_is_told_in_the_head() {
    let table = Table {
        caption: None,
        columns: vec![Column::default()],
        head: vec![vec![text("Prix"), Inline::Footnote(vec![paragraph("Hors taxes.")])]],
        rows: (0..110).map(|_| vec![vec![paragraph("Rangée")]]).collect(),
        row_heads: false,
        place: Place(1),
    };
    let sets = book(vec![Block::Table(table)]);
    assert_eq!(set(&sets).problems, []);
    assert!(letters(&sets).contains("Prix(Horstaxes.)"));
}

#[test]
fn a_character_without_a_glyph_is_told_once_with_its_place() {
    let placed = |words: &str, at| Block::Paragraph(vec![Inline::Placed(words.to_owned(), Place(at))]);
    let pdf = set(&book(vec![placed("Rien.", 1), placed("Un 欢 et un 欢.", 2), placed("你", 3)]));
    let told: Vec<_> = pdf.problems.iter().map(|problem| (problem.kind.clone(), problem.place)).collect();
    let missing = |c, at| (ProblemKind::MissingGlyph(c), Some(Place(at)));
    assert_eq!(told, [missing('欢', 2), missing('你', 3)]);
    assert!(letters(&book(vec![placed("Un 欢", 2)])).contains("[U+6B22]"));
}

#[test]
fn all_of_french_and_the_usual_signs_have_glyphs() {
    let signs = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»“”‘’–—…€°№ªº†‡§¶×÷±≤≥≠≈→←↑↓✓✔✗☐☑⚠•◦■▸›‹²³½¼¾‰";
    assert_eq!(set(&book(vec![paragraph(signs)])).problems, []);
}

#[test]
fn chapters_of_the_same_name_are_all_set() {
    let chapter = |words: &str| Chapter {
        key: "un".into(),
        running: String::new(),
        new_page: false,
        blocks: vec![heading(1, "", words), heading(2, "", "Suite")],
    };
    let chapters = vec![chapter("Premier"), chapter("Deuxième"), chapter("Troisième")];
    let sets = Book { chapters, ..book(Vec::new()) };
    assert_eq!(set(&sets).problems, []);
    assert!(letters(&sets).contains("PremierSuiteDeuxièmeSuiteTroisièmeSuite"));
}

#[test]
fn what_people_type_to_one_another_has_glyphs() {
    let sets = book(vec![paragraph("Cliquez 👉 ici ✅, ⚠️ attention 🙂, 👩‍🏫, 🇫🇷, 1️⃣.")]);
    assert_eq!(set(&sets).problems, []);
    assert!(letters(&sets).contains("Cliquez👉ici✅"));
}

#[test]
fn a_picture_that_cannot_be_read_is_told_and_its_words_stand_instead() {
    let cases: [&[u8]; 4] =
        [b"rien", &PNG[..40], b"<svg xmlns=\"http://www.w3.org/2000/svg\"><rect", b"\xff\xd8\xff\xe0 no"];
    for bytes in cases {
        let figure = Block::Figure { picture: picture(bytes, Some("Le plan du port")), caption: None };
        let sets = book(vec![paragraph("Avant."), figure]);
        let pdf = set(&sets);
        let [problem] = &pdf.problems[..] else { panic!("{:?}", pdf.problems) };
        assert_eq!((problem.kind.clone(), problem.place), (ProblemKind::BadPicture("plan.png".into()), Some(Place(7))));
    }
}

#[test]
fn links_that_lead_nowhere_or_into_a_script_are_words() {
    let link = |to| Block::Paragraph(vec![Inline::Link { to, words: vec![text("mots")], place: Place(4) }]);
    let broken = set(&book(vec![link(Destination::Inside(Label("absent".into())))]));
    assert_eq!(broken.problems[0].kind, ProblemKind::BrokenLabel("absent".into()));
    for address in ["javascript:alert(1)", "", "https://", "file:///etc/passwd", "data:text/html,x", "//example.org"] {
        let sets = book(vec![link(Destination::Web(address.into()))]);
        assert_eq!(letters(&sets).matches("mots").count(), 1);
        let none = BTreeSet::new();
        let code = emit::emit(&sets, &limits(&none));
        assert!(!code.chapters[0].code.contains("link("), "{address}");
    }
}

#[test]
fn two_parts_with_one_label_are_told() {
    let pdf = set(&book(vec![heading(1, "a", "Un"), heading(1, "a", "Deux")]));
    assert_eq!(pdf.problems[0].kind, ProblemKind::DuplicateLabel("a".into()));
}

#[test]
fn headings_without_words_are_none() {
    let silent = |words| Block::Heading { level: 1, labels: vec![Label("a".into())], words, place: Place(0) };
    let to = Destination::Inside(Label("a".into()));
    let link = Block::Paragraph(vec![Inline::Link { to, words: vec![text("mots")], place: Place(0) }]);
    for words in [vec![], vec![text(" \u{200b}")], vec![Inline::Break], vec![Inline::Picture(picture(PNG, Some("x")))]]
    {
        assert_eq!(set(&book(vec![silent(words), link.clone()])).problems, []);
    }
    assert_eq!(set(&book(vec![silent(vec![text(&"long ".repeat(10_000))])])).problems, []);
    let skipping = vec![heading(1, "", "Un"), heading(2, "", " "), heading(3, "", "Trois"), heading(6, "", "Six")];
    assert_eq!(set(&book(skipping)).problems, []);
}

#[test]
fn selectors_and_joiners_are_not_missing() {
    assert_eq!(set(&book(vec![paragraph("⚠\u{fe0f} a\u{200d}b \u{ad}c \u{e0101}")])).problems, []);
}

#[test]
fn deep_nesting_is_flattened_and_told() {
    let nest = |wrap: &dyn Fn(Vec<Block>) -> Block| (0..200).fold(paragraph("Au fond."), |inner, _| wrap(vec![inner]));
    let quote = nest(&|blocks| Block::Quote { blocks, source: None });
    let list = nest(&|blocks| Block::List { first: None, items: vec![Item { task: None, blocks }] });
    for block in [quote, list] {
        let pdf = set(&book(vec![block.clone()]));
        assert!(pdf.problems.iter().any(|problem| problem.kind == ProblemKind::TooDeep), "{:?}", pdf.problems);
        assert!(letters(&book(vec![block])).contains("Aufond."));
    }
    let strong = (0..300).fold(text("gras"), |inner, _| Inline::Strong(vec![inner]));
    assert!(letters(&book(vec![Block::Paragraph(vec![strong])])).contains("gras"));
}

#[test]
fn a_sheet_that_takes_two_pages_is_told() {
    let long = (0..120).map(|at| paragraph(&format!("Un paragraphe, le numéro {at}."))).collect();
    let mut sheet = book(long);
    sheet.format.sheet = true;
    let kinds: Vec<_> = set(&sheet).problems.into_iter().map(|problem| problem.kind).collect();
    assert!(matches!(kinds[..], [ProblemKind::TooLong(pages)] if pages > 1), "{kinds:?}");
}

#[test]
fn an_error_in_a_template_has_its_place_there() {
    let mut broken = templates();
    broken.files[0].1 =
        broken.files[0].1.replace("#let note(body, sticky: false) = ", "#let note(body, sticky: false) = nothing + ");
    let problems = Typesetter::new(&broken).typeset(&book(vec![Block::Note(vec![text("x")])])).unwrap_err();
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(problem.kind, ProblemKind::Template);
    let (file, line, column) = problem.template.clone().unwrap();
    let lines: Vec<&str> = broken.files[0].1.lines().collect();
    assert_eq!(file, "guide.typ");
    assert!(lines[line - 1][column - 1..].starts_with("nothing"), "{line}:{column}");
}

/// Numbers from one to the next, always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }
}

#[test]
fn random_trees_are_set_or_told_about() {
    let mut random = Random(1);
    for _ in 0..40 {
        let blocks = (0..6).map(|_| random_block(&mut random, 0)).collect();
        let sets = book(blocks);
        if let Err(problems) = Typesetter::new(&templates()).typeset(&sets) {
            panic!("{problems:?}\n{sets:#?}");
        }
    }
}

fn random_block(random: &mut Random, depth: usize) -> Block {
    let inner = |random: &mut Random| (0..random.below(3)).map(|_| random_block(random, depth + 1)).collect::<Vec<_>>();
    let words = |random: &mut Random| vec![text(["", "un", "deux mots", "\u{a0}", "#x"][random.below(5)])];
    match if depth > 4 { 0 } else { random.below(9) } {
        0 => Block::Paragraph(words(random)),
        1 => Block::Quote { blocks: inner(random), source: (random.below(2) == 0).then(|| words(random)) },
        2 => Block::Callout { kind: Callout::Tip, title: words(random), blocks: inner(random) },
        3 => Block::Group { title: None, blocks: inner(random) },
        4 => Block::List { first: Some(1), items: vec![Item { task: None, blocks: inner(random) }] },
        5 => Block::List { first: None, items: vec![Item { task: Some(true), blocks: inner(random) }] },
        6 => Block::Terms(vec![(words(random), inner(random))]),
        7 => Block::Code {
            language: "c++\"".into(),
            file: None,
            marked: vec![9],
            code: "```\n#{\n".into(),
            place: Place(0),
        },
        _ => Block::Table(Table {
            caption: None,
            columns: vec![Column::default(), Column { share: 3, align: Align::Center }],
            head: vec![words(random), words(random)],
            rows: vec![vec![inner(random)], vec![]],
            row_heads: random.below(2) == 0,
            place: Place(0),
        }),
    }
}

#[test]
fn long_code_ends_its_lines_and_stays_what_it_is() {
    let key = "abcdef0123".repeat(30);
    let code = format!("let key = \"{key}\";\n{}", "(".repeat(3_000));
    let block = Block::Code {
        language: "rust".into(),
        file: Some(format!("{}.rs", "x".repeat(200))),
        marked: vec![1],
        code,
        place: Place(1),
    };
    let sets = book(vec![block, Block::Paragraph(vec![Inline::Code(key.clone())])]);
    assert_eq!(set(&sets).problems, []);
    let shown = pages(&sets).concat();
    assert_eq!(shown.matches(&key).count(), 2, "{shown}");
    assert_eq!(shown.matches('(').count(), 3_000);
    assert!(!shown.contains('\u{200b}'));
}

/// The rightmost letter of a book, in points.
fn right_edge(book: &Book) -> f64 {
    fn edge(frame: &Frame, x: f64) -> f64 {
        let of = |(position, item): &(typst::layout::Point, FrameItem)| match item {
            FrameItem::Group(group) => edge(&group.frame, x + position.x.to_pt()),
            FrameItem::Text(item) => x + position.x.to_pt() + item.width().to_pt(),
            _ => 0.0,
        };
        frame.items().map(of).fold(0.0, f64::max)
    }
    document(book).pages().iter().map(|page| edge(&page.frame, 0.0)).fold(0.0, f64::max)
}

#[test]
fn nothing_is_longer_than_its_line() {
    let width = 210.0 * 72.0 / 25.4;
    for letter in ["x", "W", "(", ")", "!", "—", "»", "é", "0", "👉", "a/", "a-", "a)", "(a"] {
        let long = letter.repeat(400);
        let link = Inline::Link {
            to: Destination::Web(format!("https://ex.org/{long}")),
            words: vec![text("là")],
            place: Place(1),
        };
        let blocks = vec![
            paragraph(&long),
            Block::Paragraph(vec![Inline::Code(long.clone())]),
            Block::Paragraph(vec![link]),
            Block::Code {
                language: "rust".into(),
                file: Some(long.clone()),
                marked: vec![1],
                code: format!("\"{long}\""),
                place: Place(1),
            },
        ];
        let edge = right_edge(&book(blocks));
        assert!(edge < width - 40.0, "{letter}: {edge} of {width}");
    }
}

#[test]
fn notes_that_cannot_stand_at_the_foot_stand_in_parentheses() {
    let note = Inline::Footnote(vec![paragraph("Une note.")]);
    let list =
        |words| Block::List { first: None, items: vec![Item { task: None, blocks: vec![Block::Paragraph(words)] }] };
    let sets = book(vec![list(vec![text("Un mot"), note.clone()]), Block::Paragraph(vec![text("Un autre"), note])]);
    let bad = BTreeSet::new();
    let of = |notes_in_words| emit::emit(&sets, &Limits { notes_in_words, ..limits(&bad) }).chapters.remove(0).code;
    assert_eq!((of(false).matches("footnote(").count(), of(true).matches("footnote(").count()), (2, 0));
    assert_eq!(of(true).matches("Une note.").count(), 2);
    assert!(of(true).contains("\" (\";\"Une note.\""), "{}", of(true));
}
