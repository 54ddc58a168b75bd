//! What a process has taken so far.

/// CPU seconds of this process.
#[cfg(target_os = "linux")]
pub fn cpu() -> f64 {
    let usage = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    usage.tv_sec as f64 + usage.tv_nsec as f64 / 1e9
}

/// CPU seconds are not known here.
#[cfg(not(target_os = "linux"))]
pub fn cpu() -> f64 {
    0.0
}
