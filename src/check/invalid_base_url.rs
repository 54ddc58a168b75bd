//! Public addresses that are not the address of a site.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Public addresses that are not the address of a site.
pub(super) static RULE: Rule = Rule {
    code: "invalid-base-url",
    severity: Severity::Error,
    summary: ["l’adresse publique du site est mal formée", "the public address of the site is malformed"],
    explanation: ["Le plan du site, les fils et les liens canoniques seraient faux. Écrivez une adresse complète, avec https:// et sans ? ni #.", "The sitemap, the feeds and the canonical links would be wrong. Write a full address, with https:// and without ? or #."],
    example: ["base_url: aide.exemple.fr", "base_url: https://aide.exemple.fr/"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let settings = &subject.site.settings;
    for url in [&settings.base_url, &settings.application_url].into_iter().flatten().filter(|url| !is_base(url)) {
        let written = &url.value;
        let message = text!("« {written} » n’est pas l’adresse d’un site", "“{written}” is not the address of a site");
        let help = text!("écrivez une adresse complète, par exemple https://aide.exemple.fr/", "write a full address, for example https://help.example.org/");
        out.push(Diagnostic::new(&RULE, subject.settings_location(url.span), message).help(help));
    }
}

fn is_base(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    let (name, port) = host.rsplit_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_name = !name.is_empty() && name.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    is_name && is_port && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\' | '"' | '<' | '>'))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(url: &str) -> Vec<String> {
        places("invalid-base-url", &[("vademecum.yaml", &format!("title: T\nbase_url: '{url}'\n"))])
    }

    #[test]
    fn without_scheme_host_or_with_a_query() {
        assert_eq!(found("aide.exemple.fr"), ["vademecum.yaml:2:11"]);
        for url in ["https://", "ftp://x.org", "https://x.org/?a", "https://x y.org", "https://a@b.org", "https://x.org:port/"] {
            assert_eq!(found(url).len(), 1, "{url}");
        }
    }

    #[test]
    fn full_addresses() {
        for url in ["https://aide.exemple.fr", "http://localhost:8080/aide/", "https://exemple.fr/a/b"] {
            assert!(found(url).is_empty(), "{url}");
        }
    }
}
