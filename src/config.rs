//! `vademecum.yaml`: the settings of a site.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::{Severity, Span, Spanned};
use crate::model::{Campaign, CampaignState, Day, Importance, Lead, LeadUnit};
use crate::source::SourcePath;

/// The settings of a site.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(title = "vademecum.yaml")]
pub struct Settings {
    /// The name of the site.
    pub title: Spanned<String>,
    /// A line under the name.
    #[serde(default)]
    pub tagline: Option<Spanned<String>>,
    /// One or two sentences on the site, for search engines and the feed.
    #[serde(default)]
    pub description: Option<Spanned<String>>,
    /// The language of the content and of the pages' own words.
    #[serde(default)]
    pub language: Language,
    /// The public address of the site. Without it, nothing that needs a full address is written (sitemap, feed, canonical links).
    #[serde(default)]
    pub base_url: Option<Spanned<String>>,
    /// The name of the application that the site documents.
    #[serde(default)]
    pub application: Option<Spanned<String>>,
    /// The public address of that application.
    #[serde(default)]
    pub application_url: Option<Spanned<String>>,
    /// Who publishes the site: a service, not a person.
    #[serde(default)]
    pub publisher: Option<Spanned<String>>,
    /// The question at the top of the home page.
    #[serde(default)]
    pub headline: Option<Spanned<String>>,
    /// A sentence shown at the foot of every page: on what the site is based.
    #[serde(default)]
    pub notice: Option<Spanned<String>>,
    /// Notices at the head of lists, by rubric: `faq`, `videos`, `calendar`, `documents`, `announcements`, `contacts`.
    #[serde(default)]
    pub notices: BTreeMap<String, Spanned<String>>,
    /// Kinds of readers, in the order of the home page.
    #[serde(default)]
    pub audiences: Vec<AudienceSetting>,
    /// Campaigns; exactly one is current when there are any.
    #[serde(default)]
    pub campaigns: Vec<Spanned<Campaign>>,
    /// « Ce qui a changé » begins on this day; with the first known change when absent.
    #[serde(default)]
    pub changes_since: Option<Spanned<Day>>,
    /// The main navigation, in order; every rubric that has content when absent.
    #[serde(default)]
    pub navigation: Vec<NavigationSetting>,
    /// Links at the foot of every page.
    #[serde(default)]
    pub footer: Vec<FooterLink>,
    /// The id of the contact shown where a page names none.
    #[serde(default)]
    pub contact: Option<Spanned<String>>,
    /// A folder of `themes/` whose files take the place of the default theme's, one by one.
    #[serde(default)]
    pub theme: Option<Spanned<String>>,
    /// Colours and logo.
    #[serde(default)]
    pub look: Look,
    /// How Markdown is read.
    #[serde(default)]
    pub markdown: MarkdownSettings,
    /// Files beside each page: compressed copies, Markdown copies.
    #[serde(default)]
    pub output: OutputSettings,
    /// Files for the calendars of readers.
    #[serde(default)]
    pub calendar: CalendarSettings,
    /// The guide and its parts as PDF files.
    #[serde(default)]
    pub pdf: PdfSettings,
    /// Severity by diagnostic code.
    #[serde(default)]
    pub severity: BTreeMap<Spanned<String>, Severity>,
    /// Paths in `content/` that are not part of the site (`*` stands for any characters but `/`, `**` for any).
    #[serde(default)]
    pub ignore: Vec<Spanned<String>>,
}

impl Settings {
    /// The fields that hold sentences in which dates and other content may be cited by shortcodes.
    pub fn prose(&self) -> impl Iterator<Item = &Spanned<String>> {
        let single = [&self.tagline, &self.description, &self.headline, &self.notice];
        single.into_iter().flatten().chain(self.notices.values())
    }

    /// How the texts of the site are read.
    pub fn dialect(&self) -> Dialect {
        Dialect {
            language: self.language,
            html: self.markdown.html,
            highlight: self.markdown.highlight.0,
            typography: self.markdown.typography.0,
        }
    }

    /// The paths that are not part of the site.
    pub fn ignored(&self) -> Ignored {
        Ignored(self.ignore.iter().map(|pattern| pattern.value.trim_matches('/').to_owned()).collect())
    }

    /// Gives the site another public address than the file says.
    pub fn override_base_url(&mut self, base_url: &str) {
        self.base_url = Some(Spanned { value: base_url.to_owned(), span: Span::default() });
    }

    /// The public address without its last slash, when there is one.
    pub fn base(&self) -> Option<&str> {
        self.base_url.as_ref().map(|url| url.trim_end_matches('/')).filter(|url| !url.is_empty())
    }

    /// The campaign that readers work with.
    pub fn current_campaign(&self) -> Option<&Campaign> {
        self.campaigns.iter().map(|campaign| &campaign.value).find(|campaign| *campaign.state == CampaignState::Current)
    }
}

/// Patterns of paths that are not part of the site.
#[derive(Clone, Debug, Default)]
pub struct Ignored(Vec<String>);

impl Ignored {
    /// Whether a path, or a folder above it, matches a pattern. A pattern is tried from the site's root and from `content/`.
    pub fn matches(&self, path: &SourcePath) -> bool {
        let path = path.as_str();
        let starts = [Some(path), path.strip_prefix("content/")].into_iter().flatten();
        let ends = |path: &'_ str| path.match_indices('/').map(|(at, _)| at).chain([path.len()]).collect::<Vec<_>>();
        let candidates: Vec<&str> = starts.flat_map(|path| ends(path).into_iter().map(|end| &path[..end])).collect();
        let matches = |pattern: &String| candidates.iter().any(|path| fast_glob::glob_match(pattern, path));
        self.0.iter().any(matches)
    }
}

/// An audience as the settings declare it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct AudienceSetting {
    /// Slug used in `audience:`.
    pub id: Spanned<String>,
    /// Its name.
    pub label: Spanned<String>,
    /// Completes « Je suis… »: « un établissement d’origine ».
    #[serde(default)]
    pub i_am: Option<Spanned<String>>,
    /// Who belongs to it, in one sentence.
    #[serde(default)]
    pub summary: Option<Spanned<String>>,
}

/// An item of the main navigation: exactly one of `to` and `rubric`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct NavigationSetting {
    /// The words shown; the title of the target when absent.
    #[serde(default)]
    pub label: Option<Spanned<String>>,
    /// The id of the target, or its path from the site's root, or one of the rubrics
    /// `home`, `faq`, `videos`, `calendar`, `documents`, `announcements`, `contacts`, `glossary`, `questions`, `changes`.
    pub to: Spanned<String>,
}

/// A link at the foot of every page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct FooterLink {
    /// The words shown.
    pub label: Spanned<String>,
    /// The id or path of a page, or a full address.
    pub to: Spanned<String>,
}

/// Languages of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }
}

/// What a site may change in the look without writing a theme.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Look {
    /// Accent colour on light paper, `#rrggbb`.
    pub accent: Option<Spanned<String>>,
    /// Accent colour on dark paper, `#rrggbb`.
    pub accent_dark: Option<Spanned<String>>,
    /// A picture in the masthead: a path from the site's root.
    pub logo: Option<Spanned<String>>,
}

/// How Markdown is read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MarkdownSettings {
    /// What becomes of raw HTML in Markdown.
    pub html: RawHtml,
    /// Values of `%{name}` placeholders in texts that were brought in from elsewhere.
    pub variables: BTreeMap<String, String>,
    /// Whether code is coloured.
    pub highlight: Switch,
    /// Whether spaces before ; ! ? : and inside « » are made non-breaking in a French site.
    pub typography: Switch,
}

/// How texts of one site are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Whose typography.
    pub language: Language,
    /// What becomes of raw HTML.
    pub html: RawHtml,
    /// Whether code is coloured.
    pub highlight: bool,
    /// Whether French spaces are set.
    pub typography: bool,
}

/// What becomes of raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawHtml {
    /// Shown as text, and reported.
    #[default]
    Escape,
    /// Elements and attributes of a safe list are kept, all else is dropped.
    Safe,
}

/// A switch that is on unless turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Switch(pub bool);

impl Default for Switch {
    fn default() -> Self {
        Switch(true)
    }
}

/// Files beside each page.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OutputSettings {
    /// `.gz` and `.br` beside every file that gains from it.
    pub compress: Switch,
    /// A Markdown copy of each page, and `llms.txt`.
    pub markdown_copies: Switch,
}

/// The guide and its parts as PDF files.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PdfSettings {
    /// The whole site as one file.
    pub guide: Switch,
    /// The whole site in large print, too.
    pub large_print: bool,
    /// What has a file of its own, too: rubrics (`faq`, `videos`, `calendar`, `documents`, `announcements`, `contacts`,
    /// `glossary`), and pages or sections by id.
    pub parts: Vec<Spanned<String>>,
    /// Audiences that have a guide of their own, by id.
    pub audiences: Vec<Spanned<String>>,
    /// A sheet of one page for each urgent question.
    pub sheets: Switch,
    /// The slides of all video guides as one file, where chapters name their pages.
    pub slides: Switch,
    /// Whether files are made for archives (PDF/A-2a) besides being accessible (PDF/UA-1).
    pub archival: Switch,
    /// The title of the guide; that of the site when absent.
    pub title: Option<Spanned<String>>,
    /// The version that is printed on the cover.
    pub version: Option<Spanned<String>>,
}

impl PdfSettings {
    /// The name of the file of all slides among the parts, and on the command line.
    pub const SLIDES: &str = "slides";
}

/// Files for the calendars of readers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CalendarSettings {
    /// How long before an event a calendar reminds of it, by importance.
    pub alarms: Alarms,
}

/// How long before an event a calendar reminds of it, by importance: `7d`, `12h`, `30m`. An empty list for never.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Alarms {
    /// For events whose importance is `high`; 7 days and 1 day before when absent.
    pub high: Vec<Spanned<Lead>>,
    /// For events whose importance is `normal`; 1 day before when absent.
    pub normal: Vec<Spanned<Lead>>,
    /// For events whose importance is `low`; never when absent.
    pub low: Vec<Spanned<Lead>>,
}

impl Default for Alarms {
    fn default() -> Self {
        let days = |days: &[u32]| {
            let lead =
                |days: &u32| Spanned { value: Lead { count: *days, unit: LeadUnit::Days }, span: Span::default() };
            days.iter().map(lead).collect()
        };
        Self { high: days(&[7, 1]), normal: days(&[1]), low: Vec::new() }
    }
}

impl Alarms {
    /// Those of events of one importance, each once, the longest first.
    pub fn of(&self, importance: Importance) -> Vec<Lead> {
        let leads = match importance {
            Importance::High => &self.high,
            Importance::Normal => &self.normal,
            Importance::Low => &self.low,
        };
        let mut leads: Vec<Lead> = leads.iter().map(|lead| lead.value).collect();
        leads.sort_by_key(|lead| std::cmp::Reverse(lead.minutes()));
        leads.dedup_by_key(|lead| lead.minutes());
        leads
    }
}

#[cfg(test)]
mod tests {
    use super::Ignored;
    use crate::source::SourcePath;

    #[test]
    fn patterns_match_paths_and_folders_above_them() {
        let ignored = |pattern: &str, path: &str| Ignored(vec![pattern.to_owned()]).matches(&SourcePath::new(path));
        assert!(ignored("brouillons", "content/brouillons/a.md"));
        assert!(ignored("content/brouillons", "content/brouillons/a.md"));
        assert!(ignored("brouillons/*.md", "content/brouillons/a.md"));
        assert!(!ignored("brouillons/*.md", "content/brouillons/a/b.md"));
        assert!(ignored("**/vieux", "faq/acces/vieux/x.md"));
        assert!(!ignored("a", "content/b.md"));
    }
}
