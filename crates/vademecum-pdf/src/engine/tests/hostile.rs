//! Text that looks like code of typst, LaTeX or HTML comes out as it was written.

use proptest::prelude::*;

use super::*;

/// Pieces of code in three languages, and what could end a string, a block or a comment.
const PIECES: [&str; 50] = [
    "#import \"/etc/passwd\"",
    "#sys.version",
    "#{ panic(\"lu\") }",
    "#let x = 1; #x",
    "#eval(\"1+1\")",
    "#read(\"/chapter/0.typ\")",
    "#include \"/main.typ\"",
    "#image(\"/picture/0\")",
    "#set text(red)",
    "#show: x => []",
    "#(while true {})",
    "$x^2$ et $ y $",
    "*gras* _penché_",
    "= Un titre",
    "- puce\n+ numéro",
    "/ terme: sens",
    "`code` ```rust code```",
    "<etiquette> @renvoi",
    "\\u{41} \\n \\\\ \\\"",
    "\"",
    "\\",
    "\\\"",
    "\"+panic(\"x\")+\"",
    "\"); #panic(\"x\"); (\"",
    "]",
    "[",
    "}",
    "{",
    ")",
    "(",
    ";",
    "//commentaire",
    "/*commentaire*/",
    "/*",
    "*/",
    "~ -- --- ... -?",
    "https://exemple.org/#x\"y",
    "\\end{document}",
    "\\input{/etc/passwd}",
    "\\write18{ls}",
    "$$\\frac{1}{2}$$",
    "%commentaire",
    "\\documentclass{article}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</body></html>",
    "&lt;b&gt; &amp; &#x41;",
    "<!--commentaire-->",
    "{{ date:x }} {% if x %}",
    "%{variable} ${x} $(ls)",
];

/// The places where an author's words may stand.
fn contexts(words: &str) -> [Vec<Block>; 6] {
    let own = || vec![text(words)];
    let web = Destination::Web(format!("https://example.org/{}", words.replace([' ', '\n'], "")));
    [
        vec![Block::Paragraph(own())],
        vec![Block::Heading { level: 1, labels: vec![Label(words.to_owned())], words: own(), place: Place(0) }],
        vec![Block::Callout {
            kind: Callout::Note,
            title: own(),
            blocks: vec![Block::List {
                first: None,
                items: vec![Item { task: None, blocks: vec![Block::Paragraph(own())] }],
            }],
        }],
        vec![Block::Table(Table {
            caption: Some(own()),
            columns: vec![Column::default()],
            head: vec![own()],
            rows: vec![vec![vec![Block::Paragraph(own())]]],
            row_heads: true,
            place: Place(0),
        })],
        vec![Block::Code {
            language: words.to_owned(),
            file: Some(words.to_owned()),
            marked: vec![1],
            code: words.to_owned(),
            place: Place(0),
        }],
        vec![
            Block::Paragraph(vec![
                Inline::Code(words.to_owned()),
                Inline::Link { to: web, words: own(), place: Place(0) },
                Inline::Foreign(words.to_owned(), own()),
                Inline::Footnote(vec![Block::Paragraph(own())]),
            ]),
            Block::Figure {
                picture: Picture { name: words.to_owned(), ..picture(PNG, Some(words)) },
                caption: Some(own()),
            },
        ],
    ]
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐')).collect()
}

#[test]
fn three_hundred_hostile_paragraphs_come_out_as_written() {
    let mut count = 0;
    for context in 0..6 {
        // One book for each sort of place: a fault then names it, and the test is quick.
        let blocks: Vec<Block> = PIECES.iter().flat_map(|piece| contexts(piece)[context].clone()).collect();
        let letters = letters(&book(blocks.clone()));
        for piece in PIECES {
            let least = [1, 1, 2, 3, 2, 5][context];
            let found = letters.matches(&squeezed(piece)).count();
            assert!(found >= least, "{piece:?} in place {context}: {found} of {least}\n{letters}");
            count += 1;
        }
        set(&book(blocks));
    }
    assert_eq!(count, 300);
}

#[test]
fn titles_covers_and_words_are_no_code_either() {
    for piece in PIECES {
        let mut sets = book(vec![heading(1, "", "Titre")]);
        sets.title = piece.to_owned();
        sets.issuer = Some(piece.to_owned());
        sets.running = piece.to_owned();
        sets.language = piece.to_owned();
        sets.words = Words {
            contents: piece.into(),
            see_page: piece.into(),
            page: piece.into(),
            of: piece.into(),
            task: (piece.into(), piece.into()),
        };
        sets.contents_depth = 2;
        sets.cover = Some(Cover {
            overline: Some(piece.into()),
            subtitle: Some(piece.into()),
            facts: vec![(piece.into(), piece.into())],
            note: Some(piece.into()),
        });
        sets.chapters[0].key = piece.to_owned();
        sets.chapters[0].running = piece.to_owned();
        assert!(letters(&sets).matches(&squeezed(piece)).count() >= 5, "{piece}");
    }
}

/// What a literal says once typst has read it.
fn read_back(code: &str) -> Option<String> {
    let root = typst::syntax::parse_code(code);
    let mut strings = root.children().filter_map(|node| node.cast::<typst::syntax::ast::Str>());
    let read = strings.next()?.get().to_string();
    let is_alone = root.children().count() == 1 && strings.next().is_none() && root.errors_and_warnings().0.is_empty();
    is_alone.then_some(read)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_read_back_as_it_was(words in any::<String>()) {
        let read = read_back(&emit::string(&words));
        let kept: String = words
            .chars()
            .map(|c| if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}') { ' ' } else { c })
            .filter(|c| emit::string(&c.to_string()) != "\"\"")
            .collect();
        prop_assert_eq!(read, Some(kept));
    }
}
