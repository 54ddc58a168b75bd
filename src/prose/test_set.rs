//! The finder of dates held against `dates.tsv`: how much of what it finds is right, and how much of what is there it finds.

use super::{WrittenDate, WrittenDay, dates};
use crate::config::Language;

/// A sentence, and the days that it names.
struct Case {
    is_held_out: bool,
    expected: Vec<String>,
    sentence: String,
}

/// What was found, what of it is right, and what was to be found.
#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    expected: usize,
}

impl Score {
    fn add(&mut self, found: &[String], expected: &[String]) {
        let mut rest = expected.to_vec();
        let right =
            found.iter().filter(|day| rest.iter().position(|other| other == *day).map(|at| rest.remove(at)).is_some());
        self.right += right.count();
        self.found += found.len();
        self.expected += expected.len();
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.expected.max(1) as f64
    }
}

fn cases() -> Vec<Case> {
    let lines = include_str!("dates.tsv").lines().filter(|line| !line.starts_with('#'));
    let case = |line: &str| {
        let mut columns = line.splitn(3, '\t');
        let mut column = || columns.next().expect("a line has three columns").to_owned();
        let (set, days, sentence) = (column(), column(), column());
        let expected = days.split(' ').filter(|day| *day != "-").map(str::to_owned).collect();
        Case { is_held_out: set == "held", expected, sentence: unescaped(&sentence) }
    };
    lines.map(case).collect()
}

fn unescaped(sentence: &str) -> String {
    let spaces = [("\\n", "\n"), ("\\u{a0}", "\u{a0}"), ("\\u{202f}", "\u{202f}"), ("\\u{2009}", "\u{2009}")];
    spaces.iter().fold(sentence.to_owned(), |text, (written, space)| text.replace(written, space))
}

fn shown(date: &WrittenDate) -> String {
    let day = |day: WrittenDay| {
        let year = day.year.map_or("-".to_owned(), |year| year.to_string());
        format!("{year}-{:02}-{:02}", day.month, day.day)
    };
    let days = date.days().map(day).collect::<Vec<_>>().join("/");
    if date.is_real() { days } else { format!("!{days}") }
}

/// What `cases` score; tells each that is wrong when `is_told`.
fn score<'c>(cases: impl Iterator<Item = &'c Case>, is_told: bool) -> Score {
    let mut score = Score::default();
    for case in cases {
        let found: Vec<String> = dates(&case.sentence, Language::Fr).iter().map(shown).collect();
        if is_told && found != case.expected {
            println!("{:?}: {found:?}, not {:?}", case.sentence, case.expected);
        }
        score.add(&found, &case.expected);
    }
    score
}

#[test]
fn nearly_all_dates_are_found_and_nearly_nothing_else() {
    let cases = cases();
    let (positive, negative) = cases.iter().partition::<Vec<&Case>, _>(|case| !case.expected.is_empty());
    assert!(positive.len() >= 150 && negative.len() >= 50, "{} and {}", positive.len(), negative.len());
    let sets = [
        ("seen", score(cases.iter().filter(|case| !case.is_held_out), true)),
        ("held out", score(cases.iter().filter(|case| case.is_held_out), std::env::var_os("TELL_HELD_OUT").is_some())),
        ("all", score(cases.iter(), false)),
    ];
    for (name, score) in &sets {
        let (precision, recall) = (score.precision(), score.recall());
        println!(
            "{name}: precision {precision:.4} ({} found), recall {recall:.4} ({} to find)",
            score.found, score.expected
        );
    }
    assert!(sets.iter().all(|(_, score)| score.precision() >= 0.98 && score.recall() >= 0.98));
}
