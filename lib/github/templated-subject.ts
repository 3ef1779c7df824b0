import { type Problem } from '../private/validation/validation';
import { contextOf, type GitHubContext, refOf } from './github-context';
import { type GitHubSubjectTemplate } from './github-subject-template';

/** The claims of a template and their values. */
type TemplateParts = Pick<GitHubSubjectTemplate, '_keys' | '_values'>;

/** The values from which a customized subject is built. */
export interface SubjectValues {
  readonly owner: string;
  /** `OWNER/NAME`, or with ids. */
  readonly repo: string;
  readonly ownerId?: string;
  readonly repositoryId?: string;
  readonly context: GitHubContext;
  /** The claims that the token must have in addition to a usual subject. */
  readonly required: Readonly<Record<string, string>>;
}

/** The subject of a template. */
export function templatedSubject({ _keys, _values }: TemplateParts, values: SubjectValues): string {
  return _keys
    .map((key) => {
      if (key === 'context') return contextOf(values.context);
      return `${key}:${(_values[key] ?? valueOf(key, values) ?? '').replaceAll(':', '%3A')}`;
    })
    .join(':');
}

function valueOf(
  key: string,
  { owner, repo, ownerId, repositoryId, context, required }: SubjectValues,
): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    repo,
    repository_id: repositoryId,
    repository_owner: owner,
    repository_owner_id: ownerId,
    ref: refOf(context) ?? required.ref,
    environment: environmentOf(context),
    job_workflow_ref: required.job_workflow_ref,
  };
  return values[key];
}

function environmentOf({ kind, name }: GitHubContext): string | undefined {
  return kind === 'environment' ? name : undefined;
}

/** The claims that a token must have because the template's subject does not contain them. */
export function claimsBeyondTemplate(
  { _keys }: TemplateParts,
  repository: string,
  { repositoryId, context, required }: SubjectValues,
): Record<string, string> {
  const namesRepository = _keys.includes('repo') || _keys.includes('repository_id');
  const environment = environmentOf(context);
  const ref = refOf(context);
  return {
    ...required,
    ...(!namesRepository && (repositoryId === undefined ? { repository } : { repository_id: repositoryId })),
    ...(environment !== undefined && !hasOne(_keys, 'context', 'environment') && { environment }),
    ...(ref !== undefined && !hasOne(_keys, 'context', 'ref') && { ref }),
  };
}

/** The problem of a template for one subject: a claim without a value, or one that no token has. */
export function templateProblem(template: TemplateParts, values: SubjectValues): Problem {
  const { _keys: keys } = template;
  const { kind, isPattern = false } = values.context;
  const missing = keys.find(
    (key) => key !== 'context' && template._values[key] === undefined && valueOf(key, values) === undefined,
  );
  if (missing !== undefined) return `has the claim ${missing}, ${remedies[missing] ?? 'which has no value'}`;
  if (hasOne(keys, 'context')) return undefined;
  if (kind === 'pull request') {
    return 'must have context for pull requests. Without it, the subject does not say what started the run.';
  }
  return isPattern && !hasOne(keys, 'ref')
    ? `must have context or ref for a pattern of a ${kind}. IAM compares the claim ref by its exact value here.`
    : undefined;
}

const remedies: Readonly<Record<string, string>> = {
  repository_id: 'which requires the ids of the repository. Set ownerId and repositoryId.',
  repository_owner_id: 'which requires the ids of the repository. Set ownerId and repositoryId.',
  job_workflow_ref: 'which requires the reusable workflow. Set jobWorkflowRef.',
  ref: 'which requires a branch or a tag. Set ref, or trust a branch.',
  environment: 'which only jobs for an environment have. Use environment().',
};

function hasOne(keys: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.some((key) => keys.includes(key));
}
