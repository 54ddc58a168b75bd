//! Inputs made to harm, and inputs that no editor would keep in a folder of tests. Each test begins with the id of its
//! case. Every run of the program is killed after a minute, which fails the test.

pub mod html;
mod watched;

mod harm;
mod names;
mod size;
mod text;
mod themes;
