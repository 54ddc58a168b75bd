//! How long before an event something is to happen, as editors write it.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error};

use super::day::WORDINGS;

/// The longest time before an event, in days: more is a slip of the pen.
const LONGEST: u32 = 366;

/// A time before an event, written `7d`, `12h` or `30m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// How many units.
    pub count: u32,
    /// Of which length.
    pub unit: LeadUnit,
}

/// Units of [`Lead`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadUnit {
    /// `d`: days.
    Days,
    /// `h`: hours.
    Hours,
    /// `m`: minutes.
    Minutes,
}

impl LeadUnit {
    /// Its length.
    fn minutes(self) -> u32 {
        match self {
            LeadUnit::Days => 24 * 60,
            LeadUnit::Hours => 60,
            LeadUnit::Minutes => 1,
        }
    }
}

impl Lead {
    /// The time as minutes.
    pub fn minutes(self) -> u32 {
        self.count.saturating_mul(self.unit.minutes())
    }

    /// The time that a text names; French `j` for days too.
    fn from_text(text: &str) -> Option<Lead> {
        let text = text.trim();
        let (count, unit) = text.split_at(text.len().checked_sub(1).filter(|at| text.is_char_boundary(*at))?);
        let unit = match unit {
            "d" | "j" => LeadUnit::Days,
            "h" => LeadUnit::Hours,
            "m" => LeadUnit::Minutes,
            _ => return None,
        };
        let is_number = count.bytes().all(|b| b.is_ascii_digit());
        let lead = Lead { count: count.parse().ok().filter(|_| is_number)?, unit };
        (lead.count.checked_mul(unit.minutes())? <= LONGEST * LeadUnit::Days.minutes()).then_some(lead)
    }
}

impl<'de> Deserialize<'de> for Lead {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Lead::from_text(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "« {text} » n’est pas une durée avant l’événement : écrivez un nombre et d (jours), h (heures) ou m \
                 (minutes), par exemple 7d ; {LONGEST}d au plus{WORDINGS}\
                 “{text}” is not a time before the event: write a number and d (days), h (hours) or m (minutes), for \
                 example 7d; {LONGEST}d at most"
            ))
        })
    }
}

impl schemars::JsonSchema for Lead {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Lead".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]+[djhm]$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_hours_and_minutes() {
        let minutes = |text: &str| Lead::from_text(text).map(Lead::minutes);
        assert_eq!(minutes("7d"), Some(7 * 24 * 60));
        assert_eq!(minutes("1j"), Some(24 * 60));
        assert_eq!(minutes("36h"), Some(36 * 60));
        assert_eq!(minutes("0m"), Some(0));
        for wrong in ["", "d", "7", "+7d", "-7d", "7 d", "7w", "1.5d", "367d", "9999999999d", "4294967295d", "7é"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
