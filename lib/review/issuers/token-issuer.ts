/** All that the review knows of a CI system that roles trust by OIDC: its issuers, its subjects and its pull requests. */
export interface TokenIssuer {
  readonly name: string;
  /** The name of its jobs in a report. */
  readonly kind: string;
  /** Whole issuers, without their scheme. */
  readonly issuer: RegExp;
  /** The host of its public issuer, which another issuer may imitate. */
  readonly host: string;
  /** Whether each customer has its own issuer, so that its tokens are never another customer's. */
  readonly ownIssuer: boolean;
  /** Subjects that no other CI system writes. */
  readonly subject: RegExp;
  /** The start of a subject, up to the name of its owner. */
  readonly prefix: string;
  /** Splits a subject without its prefix. */
  readonly partsOf: (rest: string) => SubjectParts;
  /** The run of a pull request. Undefined if no subject of the system contains the branch. */
  readonly pullRequest?: PullRequestRun;
}

/** The parts of a subject. Undefined parts are missing. */
export interface SubjectParts {
  readonly owner: string;
  readonly project: string | undefined;
  readonly run: string | undefined;
}

/** The run of a pull request, as the tokens of a CI system describe it. */
export interface PullRequestRun {
  /** The end of its subject, after the project. */
  readonly run: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
  /** The system's own name for pull requests. */
  readonly name: string;
}

/** Splits `owner/project:run`. */
export function byColon(rest: string): SubjectParts {
  const [path = '', ...run] = rest.split(':');
  const [owner = '', ...project] = path.split('/');
  return {
    owner,
    project: project.length > 0 ? project.join('/') : undefined,
    run: run.length > 0 ? run.join(':') : openEnd(path),
  };
}

/** Splits `acme:pipeline:app:ref:...` at its words. A `*` may match all words that follow it. */
export function byWords(rest: string, beforeProject: string, beforeRun: string): SubjectParts {
  const at = rest.indexOf(beforeProject);
  const owner = at < 0 ? (rest.split(/[:/]/)[0] ?? '') : rest.slice(0, at);
  const after = at < 0 ? rest.slice(owner.length + 1) : rest.slice(at + beforeProject.length);
  const end = after.indexOf(beforeRun);
  if (at < 0 && !after.includes('*')) return { owner, project: undefined, run: undefined };
  return end < 0 || at < 0
    ? { owner, project: after, run: openEnd(after) }
    : { owner, project: after.slice(0, end), run: after.slice(end + beforeRun.length) };
}

/** A `*` at the end also matches what follows. */
export function openEnd(text: string): string | undefined {
  return text.endsWith('*') ? '*' : undefined;
}
