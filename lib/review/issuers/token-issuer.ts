import { type TokenAudience } from './token-audience';

/** All that the review knows of an issuer whose tokens become roles by OIDC: its addresses, its subjects and its audience. */
export interface TokenIssuer {
  readonly name: string;
  /** The name of its jobs or workloads in a report. */
  readonly kind: string;
  /** Whether its tokens are those of a CI system's jobs. */
  readonly isCi: boolean;
  /** Whole issuers, without their scheme. */
  readonly issuer: RegExp;
  /** The host of its public issuer, which another issuer may imitate. Undefined if it has none. */
  readonly host?: string;
  /** Whether each customer has its own issuer, so that its tokens are never another customer's. */
  readonly ownIssuer: boolean;
  /** Whether customers run it at their own addresses, so that only its subjects identify it. */
  readonly isSelfHosted: boolean;
  /** Subjects that no other issuer writes. */
  readonly subject: RegExp;
  /** The start of a subject, up to the name of its owner. */
  readonly prefix: string;
  /** A subject of one project and one run, for messages. */
  readonly example: string;
  readonly words: SubjectWords;
  /** Whether the name of a project is unique in its owner, so that a wildcard for its group matches no other project. */
  readonly hasUniqueProjects?: boolean;
  readonly audience: TokenAudience;
  /** Splits a subject without its prefix. */
  readonly partsOf: (rest: string) => SubjectParts;
  /** Reads a subject of a customized form. Undefined if it has the usual form. */
  readonly customized?: (text: string, like: boolean) => CustomizedSubject | undefined;
  /** The run of a pull request. Undefined if no subject of the issuer contains the branch. */
  readonly pullRequest?: PullRequestRun;
}

/** The issuer's own names for the parts of its subjects. */
export interface SubjectWords {
  readonly owner: string;
  /** A part of an owner that has several projects. */
  readonly group?: string;
  readonly project: string;
}

/** The parts of a subject. Undefined parts are missing. */
export interface SubjectParts {
  readonly owner: string;
  /** The part of the owner that the project is in. Undefined if the issuer has no such parts. */
  readonly group?: string;
  readonly project: string | undefined;
  readonly run: string | undefined;
}

/**
 * The tokens that a subject of a customized form matches, by the widest claim that limits it. `caller` is limited only by
 * what any caller sets, and `workflow` by a reusable workflow that any caller may use.
 */
export interface CustomizedSubject {
  readonly scope: 'caller' | 'workflow' | 'anyone' | 'owner' | 'group' | 'project' | 'some' | 'unknown';
  readonly run: string;
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
