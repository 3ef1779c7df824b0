import { z } from 'zod';
import {
  claimValueRule,
  GitHubSubjectTemplate,
  keysProblem,
  templateClaims,
  valuesProblem,
} from '../../../github/github-subject-template';
import { type GitHubContext } from '../../../github/github-context';
import { templateProblem } from '../../../github/templated-subject';
import { addProblem, evenIfInvalid, list, mapping, named, text, word } from '../fields';

const claims = list(
  word(templateClaims as readonly [string, ...string[]], 'A claim of GitHub.'),
  'The claims of the template (include_claim_keys) in their order.',
);

/** The template with which an organization or a repository customizes its subjects. */
export const subjectTemplate = mapping(
  {
    claims,
    values: named(
      (key) => (templateClaims.includes(String(key)) ? undefined : 'must be a claim of the template'),
      text(claimValueRule, { description: 'The value of the claim.', examples: ['self-hosted'] }),
      'The values of claims that the entry does not know, such as runner_environment.',
    ).optional(),
  },
  "The template of the subjects, if they are customized on GitHub. GitHub's default is repo and context.",
).superRefine((value: Partial<Template>, context) => {
  const known = claimsOf(value);
  addProblem(context, known && keysProblem(known), ['claims']);
  addProblem(context, known && valuesProblem(known, value.values ?? {}), ['values']);
}, evenIfInvalid);

interface Template {
  readonly claims: readonly string[];
  readonly values?: Readonly<Record<string, string>> | undefined;
}

/** The claims of an entry that may be anything. */
function claimsOf({ claims: found }: { readonly claims?: unknown }): readonly string[] | undefined {
  const parsed = z.array(z.enum(templateClaims as readonly [string, ...string[]])).safeParse(found);
  return parsed.data;
}

/** An entry of a publisher that may be incomplete. */
interface TemplatedEntry {
  readonly repository?: string;
  readonly ownerId?: string | undefined;
  readonly repositoryId?: string | undefined;
  readonly jobWorkflowRef?: string | undefined;
  readonly ref?: string | undefined;
  readonly template?: Template | undefined;
  readonly branches?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly branchPatterns?: readonly string[] | undefined;
  readonly tagPatterns?: readonly string[] | undefined;
}

/** The template of a valid entry. */
export function templateOf({ template }: TemplatedEntry): GitHubSubjectTemplate | undefined {
  return template && GitHubSubjectTemplate.of([...template.claims], { ...template.values });
}

/** The problem of a template for one of the subjects of an entry. Undefined if the template itself is wrong. */
export function entryTemplateProblem(entry: TemplatedEntry): string | undefined {
  const keys = entry.template && claimsOf(entry.template);
  const { values = {} } = entry.template ?? {};
  if (!keys || keysProblem(keys) !== undefined || valuesProblem(keys, values) !== undefined) return undefined;
  const template = { _keys: keys, _values: values };
  const { repository = '', ownerId, repositoryId, jobWorkflowRef, ref } = entry;
  const required = {
    ...(jobWorkflowRef !== undefined && { job_workflow_ref: jobWorkflowRef }),
    ...(ref !== undefined && { ref }),
  };
  const [owner = ''] = repository.split('/');
  return contextsOf(entry)
    .map((context) =>
      templateProblem(template, {
        owner,
        repo: repository,
        context,
        required,
        ...(ownerId !== undefined && { ownerId }),
        ...(repositoryId !== undefined && { repositoryId }),
      }),
    )
    .find((problem) => problem !== undefined);
}

/** One context for each kind of subject that an entry has. */
function contextsOf({ branches, tags, environments, branchPatterns, tagPatterns }: TemplatedEntry): GitHubContext[] {
  return [
    ...(branches ? [{ kind: 'branch' as const, name: 'main' }] : []),
    ...(tags ? [{ kind: 'tag' as const, name: 'v1' }] : []),
    ...(environments ? [{ kind: 'environment' as const, name: 'prod' }] : []),
    ...(branchPatterns ? [{ kind: 'branch' as const, name: 'release/*', isPattern: true }] : []),
    ...(tagPatterns ? [{ kind: 'tag' as const, name: 'v*', isPattern: true }] : []),
  ];
}
