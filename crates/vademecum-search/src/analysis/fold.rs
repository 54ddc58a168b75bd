//! Letters that readers take for the same letter.
//!
//! Own tables of the Latin letters instead of those of all Unicode, which would be a third of what a browser loads; the
//! tests hold them against the complete ones. Letters of other scripts stay as they are written.

/// Lower-case letters without their marks for U+00C0 to U+017F, one for each; what has no single letter stays.
const LATIN: &str = "\
    aaaaaaæceeeeiiiidnooooo×ouuuuyþßaaaaaaæceeeeiiiidnooooo÷ouuuuyþy\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiİiĳĳjjkkkllllllŀ\
    ŀllnnnnnnŉnnooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The same for U+1E00 to U+1EFF, Latin Extended Additional.
const LATIN_ADDITIONAL: &str = "\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";

/// A mark, the letters that take it, and what each becomes with it.
const COMPOSED: &[(char, &str, &str)] = &[
    ('\u{300}', "aeiouwy", "àèìòùẁỳ"),
    ('\u{301}', "aeiouyclnrszw", "áéíóúýćĺńŕśźẃ"),
    ('\u{302}', "aeioucghjswy", "âêîôûĉĝĥĵŝŵŷ"),
    ('\u{303}', "anoiuey", "ãñõĩũẽỹ"),
    ('\u{304}', "aeiou", "āēīōū"),
    ('\u{306}', "aegiou", "ăĕğĭŏŭ"),
    ('\u{307}', "cegz", "ċėġż"),
    ('\u{308}', "aeiouyw", "äëïöüÿẅ"),
    ('\u{30A}', "au", "åů"),
    ('\u{30B}', "ou", "őű"),
    ('\u{30C}', "cdelnrstz", "čďěľňřšťž"),
    ('\u{327}', "cgklnrst", "çģķļņŗşţ"),
    ('\u{328}', "aeiu", "ąęįų"),
];

/// A lower-case text without accents and ligatures: `vœux` → `voeux`, `établi` → `etabli`.
pub fn fold(lower: &str) -> String {
    if lower.is_ascii() {
        return lower.to_owned();
    }
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.chars().filter(|letter| !is_mark(*letter)) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' | 'ǽ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ĳ' => folded.push_str("ij"),
            'þ' => folded.push_str("th"),
            _ => folded.push(without_mark(letter)),
        }
    }
    folded
}

fn without_mark(letter: char) -> char {
    let table = |table: &str, first: u32| table.chars().nth((letter as u32 - first) as usize).unwrap_or(letter);
    match letter {
        '\u{C0}'..='\u{17F}' => table(LATIN, 0xC0),
        '\u{1E00}'..='\u{1EFF}' => table(LATIN_ADDITIONAL, 0x1E00),
        _ => letter,
    }
}

/// Whether a letter is a mark on the one before it.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// The letter that a letter and the mark behind it are together; `None` when they have none of their own.
pub(super) fn compose(letter: char, mark: char) -> Option<char> {
    let (_, letters, composed) = COMPOSED.iter().find(|(known, ..)| *known == mark)?;
    let at = letters.chars().position(|known| known == letter)?;
    composed.chars().nth(at)
}

/// The plain letters that a letter for old printers or wide columns stands for: `ﬁ`, `Ａ`, `²`.
pub(super) fn plain(letter: char) -> Option<&'static str> {
    const WIDE: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    Some(match letter {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '¹' => "1",
        '²' => "2",
        '³' => "3",
        'ª' => "a",
        'º' => "o",
        '\u{FF01}'..='\u{FF5E}' => {
            let at = (letter as u32 - 0xFF01) as usize;
            WIDE.get(at..=at)?
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::{compose, fold, plain};

    /// What the complete tables say a letter is without its marks.
    fn by_unicode(letter: char) -> String {
        letter.nfkd().filter(|part| !is_combining_mark(*part)).collect()
    }

    #[test]
    fn the_tables_say_what_unicode_says() {
        for letter in ('\u{C0}'..='\u{17F}').chain('\u{1E00}'..='\u{1EFF}').filter(|letter| letter.is_lowercase()) {
            let (ours, complete) = (fold(&letter.to_string()), by_unicode(letter));
            let same = ours == complete || !complete.is_ascii() || complete.contains('ʼ');
            assert!(same, "{letter} is {ours}, not {complete}");
        }
        for letter in ('\u{FB00}'..='\u{FB06}').chain('\u{FF01}'..='\u{FF5E}').chain(['²', 'º']) {
            let expected: String = letter.nfkc().collect();
            assert_eq!(plain(letter), Some(expected.as_str()), "{letter}");
        }
    }

    #[test]
    fn marks_are_put_on_their_letters() {
        for letter in ('\u{C0}'..='\u{17F}').filter(|letter| letter.is_lowercase()) {
            let parts: Vec<char> = std::iter::once(letter).nfd().collect();
            if let [base, mark] = parts[..] {
                assert_eq!(compose(base, mark), Some(letter));
            }
        }
        assert_eq!(compose('q', '\u{301}'), None);
    }

    #[test]
    fn letters_of_two_are_two() {
        assert_eq!(fold("vœux æquo straße"), "voeux aequo strasse");
        assert_eq!(fold("дом 日本"), "дом 日本");
    }
}
