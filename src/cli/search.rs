//! `vademecum search`: the search of the site on the command line, and measures of how well it finds.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;
use vademecum_search::{Answer, Engine, Group, Marked, Request};

use super::{Exit, Terminal, date_argument, drafts_argument, report, site_folder};
use crate::diagnostic::Lang;
use crate::diagnostic::terminal::{Style, visible};
use crate::error::{Error, Result};
use crate::render::Renderer;
use crate::source::DiskSource;
use crate::{load, text};

mod collection;
mod measure;
mod requests;

/// The query that stands for those of standard input.
const STANDARD_INPUT: &str = "-";

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    let filter = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).conflicts_with_all(["eval", "collection"]).help(help)
    };
    let file = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("search")
        .about(t("Cherche dans le site comme le fait un lecteur", "Searches the site as a reader does"))
        .arg(
            Arg::new("query")
                .value_name(t("RECHERCHE", "QUERY"))
                .required_unless_present_any(["eval", "collection"])
                .conflicts_with_all(["eval", "collection"])
                .help(t("Ce que le lecteur tape ; - : les demandes de l’entrée standard, un objet JSON par ligne", "What the reader types; -: the requests of standard input, a JSON object a line")),
        )
        .arg(
            file("site", t("DOSSIER", "DIR"), t("Dossier du site (par défaut : le dossier courant)", "The site’s folder (default: the current folder)"))
                .default_value(".")
                .hide_default_value(true),
        )
        .arg(filter("kind", "TYPE", t("Seulement ce type de contenu : faq, page, event, document…", "Only this kind of content: faq, page, event, document…")))
        .arg(filter("audience", "ID", t("Seulement ce qui concerne ce public", "Only what concerns this audience")))
        .arg(filter("campaign", t("ANNÉE", "YEAR"), t("Seulement ce qui est de cette campagne", "Only what is of this campaign")))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["eval", "collection"])
                .help(t("Écrit la réponse en JSON, comme la reçoit la page de recherche", "Prints the answer as JSON, as the search page gets it")),
        )
        .arg(
            file("eval", t("FICHIER", "FILE"), t("Mesure : un objet JSON par ligne, {\"text\": …, \"relevant\": [id ou adresse, …]}", "Measures: a JSON object a line, {\"text\": …, \"relevant\": [id or address, …]}"))
                .conflicts_with("collection"),
        )
        .arg(file(
            "collection",
            "DOCS.jsonl",
            t("Cherche dans ces documents (id, title, body, kind) les requêtes lues sur l’entrée standard, une par ligne", "Searches these documents (id, title, body, kind) for queries read from standard input, one a line"),
        ))
        .arg(date_argument(lang))
        .arg(drafts_argument(lang))
        .after_help(t(
            "Le moteur est celui des pages publiées : mêmes résultats, même ordre.\n\nExemples :\n  vademecum search \"mot de passe\"\n  vademecum search identifiant --kind faq --json\n  vademecum search - < demandes.jsonl > reponses.jsonl\n  vademecum search --eval requetes.jsonl\n  vademecum search --collection docs.jsonl < requetes.jsonl > reponses.jsonl",
            "The engine is that of the published pages: same results, same order.\n\nExamples:\n  vademecum search \"password\"\n  vademecum search login --kind faq --json\n  vademecum search - < requests.jsonl > answers.jsonl\n  vademecum search --eval queries.jsonl\n  vademecum search --collection docs.jsonl < queries.jsonl > answers.jsonl",
        ))
}

/// Searches.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    if let Some(documents) = matches.get_one::<PathBuf>("collection") {
        return collection::run(documents, terminal);
    }
    let root = site_folder(matches)?;
    let options = load::Options { drafts: matches.get_flag("drafts"), ..load::Options::default() };
    let searched = Searched::open(root, matches.get_one::<Date>("date").copied(), &options);
    if let Some(queries) = matches.get_one::<PathBuf>("eval") {
        return measure::run(queries, &searched, terminal);
    }
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let query = text("query").expect("it is required");
    if query == STANDARD_INPUT {
        return requests::run(&searched.engine, terminal);
    }
    let request =
        Request { kind: text("kind"), audience: text("audience"), campaign: text("campaign"), ..Request::new(query) };
    let answer = answer(&searched.engine, &request)?;
    if matches.get_flag("json") {
        let json = serde_json::to_string(&answer).expect("an answer is JSON");
        terminal.print(&format!("{json}\n"));
    } else {
        terminal.print(&shown(&answer, terminal));
    }
    Ok(Exit::Done)
}

/// A site that can be searched.
struct Searched {
    engine: Engine,
    /// Id and address of each entry.
    entries: Vec<(String, String)>,
}

impl Searched {
    fn open(root: &Path, today: Option<Date>, options: &load::Options) -> Self {
        let source = DiskSource::new(root, today);
        let judged = crate::judge(&source, options);
        let renderer = Renderer::new(&judged.site, &judged.theme, &source).with_search(judged.search.clone());
        let entries = judged.site.entries.iter().map(|entry| (entry.id.clone(), entry.route.as_str().to_owned()));
        Self { engine: renderer.search_data().engine(), entries: entries.collect() }
    }
}

fn answer(engine: &Engine, request: &Request) -> Result<Answer> {
    engine.answer(request).map_err(|failure| {
        Error::new(text!("la recherche n’a pas abouti : {failure}", "the search did not succeed: {failure}"))
    })
}

/// An answer for a person.
fn shown(answer: &Answer, terminal: Terminal) -> String {
    let style = report::output_style(terminal);
    let mut out = String::new();
    for (typed, meant) in &answer.corrected {
        out += &match terminal.lang {
            Lang::Fr => format!("« {typed} » n’est nulle part ; cherché à la place : « {meant} »\n"),
            Lang::En => format!("“{typed}” is nowhere; searched instead: “{meant}”\n"),
        };
    }
    out += &counted(answer, terminal.lang);
    for group in &answer.groups {
        out += &group_text(group, style, terminal.lang);
    }
    out
}

fn counted(answer: &Answer, lang: Lang) -> String {
    let Answer { count, pages, .. } = answer;
    let plural = |number: u32| if number > 1 { "s" } else { "" };
    let (places, leaves) = (plural(*count), plural(*pages));
    match (count, lang) {
        (0, Lang::Fr) => "Aucun résultat.\n".to_owned(),
        (0, Lang::En) => "No result.\n".to_owned(),
        (_, Lang::Fr) => format!("{count} résultat{places} dans {pages} page{leaves}\n"),
        (_, Lang::En) => format!("{count} result{places} in {pages} page{leaves}\n"),
    }
}

fn group_text(group: &Group, style: Style, lang: Lang) -> String {
    let mut out = format!("\n{}", marked(&group.title, style));
    if group.gap {
        out += if lang == Lang::Fr { "  [réponse non connue]" } else { "  [answer not known]" };
    }
    let context =
        std::iter::once(&group.kind).chain(&group.context).map(String::as_str).collect::<Vec<_>>().join(" › ");
    let _ = write!(out, "\n  {context}\n");
    for hit in &group.hits {
        let fragment = if hit.fragment.is_empty() { String::new() } else { format!("#{}", hit.fragment) };
        let _ = writeln!(out, "  {}{fragment}", group.route);
        if !hit.fragment.is_empty() {
            let _ = writeln!(out, "    {}", marked(&hit.title, style));
        }
        if !hit.snippet.concat().is_empty() {
            let _ = writeln!(out, "    {}", marked(&hit.snippet, style));
        }
    }
    out
}

/// A text with its marked words in bold, where there is colour.
fn marked(text: &Marked, style: Style) -> String {
    let run = |(at, run): (usize, &String)| {
        let run = visible(run);
        if at % 2 == 1 { style.bold(&run) } else { run.into_owned() }
    };
    text.iter().enumerate().map(run).collect()
}
