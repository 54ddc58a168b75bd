// Captions, chapters and transcripts by the W3C's strict WebVTT parser.
import { readFileSync } from "node:fs";
import webvtt from "webvtt-parser";
import { files, report, shown } from "./report.mjs";

const tracks = files(".vtt");
const problems = tracks.flatMap((track) => {
  const { errors, cues } = new webvtt.WebVTTParser().parse(readFileSync(track, "utf8"), "subtitles/captions/descriptions");
  const found = errors.map(({ line, col, message }) => [`${shown(track)}:${line}:${col ?? 1}`, message]);
  return cues.length ? found : [...found, [shown(track), "holds no cue"]];
});
report("WebVTT (webvtt-parser)", `${tracks.length} tracks`, problems);
