// What html-validate judges: its standard and accessibility sets, with these differences.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // The sites run under a policy without 'unsafe-inline'.
    "no-inline-style": "error",
    // A name on a list tells its purpose to screen readers; HTML and ARIA allow it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A wide table scrolls in a `div` with role="region": a `section` without heading would not pass the Nu validator.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
};
