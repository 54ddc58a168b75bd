//! The moment when the new site takes the place of the old one, and the way back when that was cut short.
//!
//! With `RENAME_EXCHANGE` the two folders change places in one step, and the staging folder then holds the old site.
//! Where that is not to be had, the old one is moved aside first: a build killed between the two moves leaves the old
//! site whole under the name [`Place::aside`], and the next build moves it back before anything else.

use std::io::{self, ErrorKind};

use super::disk;
use super::failure::failure;
use super::guard::Place;
use crate::error::Result;
use crate::text;

/// Brings back an old site that a killed build had moved aside, and removes what killed builds left.
/// The caller holds the lock, so whatever is there is in nobody's use.
pub(super) fn recover(place: &Place) -> Result<()> {
    let missing = matches!(place.folder.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound);
    if missing && place.aside.is_dir() {
        let what = || text!("impossible de remettre en place l’ancien site", "cannot put the old site back");
        disk::rename(&place.aside, &place.folder).map_err(|source| failure(what(), &place.aside, source))?;
    }
    for left in [&place.staging, &place.aside] {
        let what = || text!("impossible de supprimer un reste de construction", "cannot remove what a build left");
        disk::remove(left).map_err(|source| failure(what(), left, source))?;
    }
    Ok(())
}

/// Puts the staging folder in the place of the target and removes the old site.
pub(super) fn swap(place: &Place) -> Result<()> {
    let what = || text!("impossible de remplacer le dossier de sortie", "cannot replace the output folder");
    let replaced = if place.folder.exists() { replace(place) } else { disk::rename(&place.staging, &place.folder) };
    replaced.map_err(|source| failure(what(), &place.folder, source))?;
    for old in [&place.staging, &place.aside] {
        let what = || {
            text!(
                "le nouveau site est en place, mais l’ancien n’a pu être supprimé",
                "the new site is in place, but the old one could not be removed"
            )
        };
        disk::remove(old).map_err(|source| failure(what(), old, source))?;
    }
    Ok(())
}

fn replace(place: &Place) -> io::Result<()> {
    match disk::exchange(&place.staging, &place.folder) {
        Err(error) if error.kind() == ErrorKind::Unsupported => replace_in_two_moves(place),
        result => result,
    }
}

fn replace_in_two_moves(place: &Place) -> io::Result<()> {
    disk::rename(&place.folder, &place.aside)?;
    disk::rename(&place.staging, &place.folder).or_else(|error| {
        disk::rename(&place.aside, &place.folder)?;
        Err(error)
    })
}
