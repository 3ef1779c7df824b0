import { publicApi } from '../private/boundary/public-api';
import { nameRule } from '../private/validation/text';
import { type Problem, quote, refuseIf, type Rule, validate } from '../private/validation/validation';

/** The claims whose values a subject knows from its repository, its ids, its branch and its options. */
const known = new Set([
  'repo',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'context',
  'ref',
  'environment',
  'job_workflow_ref',
]);

/** Claims that need a value, because a subject does not know it. */
const valued = new Set([
  'actor',
  'actor_id',
  'enterprise',
  'enterprise_id',
  'event_name',
  'ref_type',
  'repository_visibility',
  'runner_environment',
  'workflow',
  'workflow_ref',
]);

/** All claims that a template may have. */
export const templateClaims: readonly string[] = [...known, ...valued];

/** Claims that limit the subject to a repository, an owner or a reusable workflow. Any caller sets the others. */
const limiting = new Set([
  'repo',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'enterprise',
  'enterprise_id',
  'job_workflow_ref',
]);

/** The value of a claim in a subject. */
export const claimValueRule: Rule = nameRule('the value of a claim', /[*?]|\$\{|[^\x20-\x7e]/u, (text): Problem =>
  /[*?]|\$\{/.test(text)
    ? `must be the value of a claim, got ${quote(text)}. A wildcard would match other values. Write it in full`
    : undefined,
);

/**
 * The claims of which an organization or a repository on GitHub builds its subjects, in their order. GitHub's default is
 * `repo` and `context`. `PUT /orgs/ORG/actions/oidc/customization/sub` sets another template.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 *
 * @example
 * import { GitHubSubject, GitHubSubjectTemplate } from 'cdk-ecr-publishing';
 *
 * const template = GitHubSubjectTemplate.of(['repository_id', 'context', 'job_workflow_ref']);
 * GitHubSubject.branch('acme/jwt-pizza-service', 'main', {
 *   ownerId: '1',
 *   repositoryId: '2',
 *   jobWorkflowRef: 'acme/workflows/.github/workflows/publish.yml@refs/heads/main',
 *   template,
 * });
 */
@publicApi
export class GitHubSubjectTemplate {
  /**
   * A template of claims.
   *
   * @param claimKeys the value of `include_claim_keys`, such as `['repo', 'context', 'job_workflow_ref']`. Throws for an
   * unknown claim, a duplicate, and a list without a claim that names a repository, an owner or a reusable workflow.
   * Every repository on GitHub can set all other claims.
   * @param values the values of claims that a subject does not know, such as `{ runner_environment: 'self-hosted' }`.
   * Throws if one is missing or not in `claimKeys`, and for wildcards.
   */
  public static of(claimKeys: string[], values: Record<string, string> = {}): GitHubSubjectTemplate {
    refuseIf('claimKeys', keysProblem(claimKeys));
    refuseIf('values', valuesProblem(claimKeys, values));
    for (const [claim, value] of Object.entries(values)) validate(`values.${claim}`, value, claimValueRule);
    return new GitHubSubjectTemplate(claimKeys, values);
  }

  private constructor(
    /** @internal */
    public readonly _keys: readonly string[],
    /** @internal */
    public readonly _values: Readonly<Record<string, string>>,
  ) {}
}

/** The problem of the claims of a template. */
export function keysProblem(keys: readonly string[]): Problem {
  if (keys.length === 0) return "must have at least one claim, got none. GitHub's default is repo and context.";
  const unknown = keys.find((key) => !known.has(key) && !valued.has(key));
  if (unknown !== undefined) {
    const remedy =
      unknown === 'repository' ? "GitHub writes it as 'repo' in subjects." : 'Take it from the template on GitHub.';
    return `must be claims of ${templateClaims.join(', ')}, got ${quote(unknown)}. ${remedy}`;
  }
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `must have each claim once, got ${quote(twice)} twice. Remove one.`;
  return keys.some((key) => limiting.has(key))
    ? undefined
    : `must name the repository, its owner or a reusable workflow, got ${keys.join(', ')}. ` +
        `Every repository on GitHub can set these. Add repo or repository_id to the template.`;
}

/** The problem of the values of claims that a subject does not know. */
export function valuesProblem(keys: readonly string[], values: Readonly<Record<string, string>>): Problem {
  const missing = keys.find((key) => valued.has(key) && values[key] === undefined);
  if (missing !== undefined) return `must have the value of each other claim, got none for ${quote(missing)}. Add it.`;
  const extra = Object.keys(values).find((key) => !keys.includes(key) || known.has(key));
  if (extra === undefined) return undefined;
  return known.has(extra)
    ? `must not have ${quote(extra)}, whose value the subject knows. Omit it.`
    : `must only have claims of the template, got ${quote(extra)}. Add it there, or omit it.`;
}
