import gitleaks from './secret-patterns.json';

/** The starts of secrets. A scanner looks for whole ones, but a message must not repeat a part of one either. */
const starts = [
  /\bgh[a-z]_\w{4}|github_pat_\w|\bglpat-\w|\b(?:AKIA|ASIA)[A-Z0-9]{8}/,
  /-----BEGIN[ A-Z0-9]{0,40}(?:PRIVATE KEY|CERTIFICATE|MESSAGE|-----)/,
  /\bxox[a-z]-[\w-]{8}|\bsk-(?:proj|svcacct|admin|ant)-[\w-]{8}|\bsk-[A-Za-z0-9]{32}/,
];

/** Forms that gitleaks has no rule for: Docker Hub, test.pypi.org, Google OAuth, webhooks of Stripe, and Azure. Its rule
 * for Vault has another form that host names have too. */
const otherForms = [
  /\bdckr_(?:pat|oat)_[\w-]{20}/,
  /\bpypi-AgENdGVzdC5weXBpLm9yZw[\w-]{50}/,
  /\bGOCSPX-[\w-]{28}|\bya29\.[\w-]{20}/,
  /\bhvs\.[\w-]{20}/,
  /\bwhsec_[A-Za-z0-9+/]{24}/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=[A-Za-z0-9+/%]{40}/i,
];

/**
 * Addresses with a password, or with a token as their user. The user `git` of SSH is neither, nor is a variable of a shell. A
 * digest is no host.
 */
const addresses = [/:\/\/[^/?#\s:@]*:[^/?#\s@$]+@(?!sha\d+:)/, /(?<!ssh):\/\/[^/?#\s@$]+@(?!sha\d+:)/];

let forms: readonly RegExp[] | undefined;

/** The forms of tokens by the rules of gitleaks. They are compiled when the first text is checked. */
function tokenForms(): readonly RegExp[] {
  return (forms ??= gitleaks.patterns.map(([, source = '', flags]) => new RegExp(source, flags)));
}

/** Whether a text looks as if it held a secret, so that no message repeats it. */
export function looksLikeSecret(text: string): boolean {
  const matches = (form: RegExp) => form.test(text);
  return [...starts, ...addresses, ...otherForms].some(matches) || tokenForms().some(matches);
}
