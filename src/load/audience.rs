//! Audiences, which the settings declare.

use std::sync::Arc;

use super::entry::{Draft, Parts};
use crate::config::{AudienceSetting, Settings};
use crate::diagnostic::TextFile;
use crate::model::{AudienceFields, Common, Details, Rubric, slug};

/// The audiences of the settings as entries, in their order.
pub fn audiences(settings: &Settings, file: &Arc<TextFile>) -> Vec<Draft> {
    settings.audiences.iter().enumerate().map(|(rank, setting)| audience(setting, rank, settings, file)).collect()
}

fn audience(setting: &AudienceSetting, rank: usize, settings: &Settings, file: &Arc<TextFile>) -> Draft {
    let parts = Parts {
        file: file.clone(),
        span: setting.id.span.range(),
        default_id: None,
        name: (setting.label.value.clone(), setting.label.span),
        summary: setting.summary.as_ref().map(|summary| summary.value.clone()),
        common: Common { id: Some(setting.id.clone()), ..Common::default() },
        body: None,
        details: Details::Audience(AudienceFields {
            label: Some(setting.label.clone()),
            i_am: setting.i_am.clone(),
            summary: setting.summary.clone(),
        }),
        order: Some(rank as i64),
    };
    parts.draft(|id| Rubric::Audiences.entry_route(settings.language, &slug(id)), &mut Vec::new())
}
