//! Tables, in a region that scrolls by itself and can be reached by keyboard.

use pulldown_cmark::Alignment;

use super::Writer;

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables = Tables { count: self.tables.count + 1, alignments, ..Tables::default() };
        let (label, number) = (self.say("Tableau", "Table"), self.tables.count);
        self.out.push_str(&format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label} {number}\"><table>\n"
        ));
    }

    pub(super) fn start_head(&mut self) {
        self.tables.head = true;
        self.tables.column = 0;
        self.out.push_str("<thead>\n<tr>");
    }

    pub(super) fn end_head(&mut self) {
        self.tables.head = false;
        self.out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.tables.column = 0;
        if !std::mem::replace(&mut self.tables.body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
    }

    pub(super) fn start_cell(&mut self) {
        self.out.push_str(if self.tables.head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.tables.alignments.get(self.tables.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.tables.column += 1;
    }

    pub(super) fn end_cell(&mut self) {
        self.out.push_str(if self.tables.head { "</th>" } else { "</td>" });
    }

    pub(super) fn end_table(&mut self) {
        self.out.push_str(if self.tables.body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }
}
