/** Forms that credentials are known by: GitHub and AWS keys, private keys, and addresses with a password. */
const secretForms = /gh[a-z]_\w{4}|github_pat_\w|glpat-\w|(?:AKIA|ASIA)[A-Z0-9]{8}|-----BEGIN|:\/\/[^/\s]+@/;

/** Whether a text looks as if it held a secret, so that no message repeats it. */
export function looksLikeSecret(text: string): boolean {
  return secretForms.test(text);
}
