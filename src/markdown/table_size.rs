//! Tables whose short rows would be filled up to monstrous sizes.
//!
//! pulldown-cmark gives every row as many cells as the head has, up to 2¹⁸ cells per table; two hundred such tables in
//! one text would take gigabytes. A text in which far more cells would be invented than written is parsed without tables.

use std::ops::Range;

/// Shorter texts cannot do harm.
const HARMLESS_BYTES: usize = 64 * 1024;
/// Cells that pulldown-cmark invents at most in one table.
const FILLED_PER_TABLE: usize = 1 << 18;
/// Cells beyond those written that one text may have.
const LIMIT: usize = 1 << 19;

/// The line under the head of the table that goes beyond the limit, if any does. Cells are estimated, never too few.
pub(super) fn excessive(text: &str) -> Option<Range<usize>> {
    if text.len() < HARMLESS_BYTES {
        return None;
    }
    let (mut total, mut table, mut columns) = (0, 0, 0);
    let mut rule = 0..0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let count = rule_columns(line);
        if line.trim().is_empty() {
            total += std::mem::take(&mut table);
            columns = 0;
        } else if count > columns {
            columns = count;
            rule = at..at + line.trim_end().len();
        }
        table = (table + columns).min(FILLED_PER_TABLE);
        if total + table > LIMIT + text.len() {
            return Some(rule);
        }
        at += line.len();
    }
    None
}

/// The number of columns of a line that may stand under a table's head; 0 when it may not.
fn rule_columns(line: &str) -> usize {
    let is_rule = line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t' | b'>' | b'\n'));
    if is_rule && line.contains('-') { line.matches('|').count() + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::excessive;

    #[test]
    fn only_monstrous_tables_are_refused() {
        let table = |columns: usize, rows: usize, row: &str| {
            format!("{}\n{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns), row.repeat(rows))
        };
        assert_eq!(excessive(&table(10, 20_000, "|1|2|3|4|5|6|7|8|9|10|\n")), None);
        assert_eq!(excessive(&table(5_000, 5_000, "|x|\n")), None);
        assert_eq!(excessive(&"a\n---\n\n".repeat(100_000)), None);
        let many = table(5_000, 5_000, "|x|\n").repeat(10);
        let rule = excessive(&many).unwrap();
        assert!(many[rule].starts_with("|-|-"));
    }
}
