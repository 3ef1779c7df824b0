import { gitRefRule } from '../private/git/git-ref';
import { gitHubRepositoryRule } from '../private/ci/github-repository';
import { nameRule } from '../private/validation/text';
import { type Problem, type Rule, quote } from '../private/validation/validation';

const what = "a workflow as 'OWNER/REPOSITORY/.github/workflows/FILE.yml@REF'";

/**
 * One workflow file at one ref, as the claim `job_workflow_ref` holds it.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows
 */
export const gitHubWorkflowRefRule: Rule = nameRule(what, /[*?]|\$\{|[^\x20-\x7e]/u, (text) => {
  const reason = workflowReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function workflowReason(text: string): Problem {
  if (/[*?]/.test(text)) return 'A wildcard would trust other workflows. Name one exactly';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  const [, repository, ref] = /^([^@]*)\/\.github\/workflows\/[\w. -]+\.ya?ml@(.*)$/s.exec(text) ?? [];
  if (repository === undefined || ref === undefined) return formReason(text);
  if (gitHubRepositoryRule(repository) !== undefined) return "Start with the repository as 'owner/name'";
  return gitRefRule(ref) === undefined || /^[0-9a-f]{40}$/.test(ref)
    ? undefined
    : "Write the full ref after the '@', like 'refs/heads/main', or a commit's 40 digits";
}

function formReason(text: string): Problem {
  if (!text.includes('@')) return 'The ref is missing. Without it, the workflow of any branch would be trusted';
  if (!text.includes('/.github/workflows/')) return "The file must be in '.github/workflows/' of a repository";
  return "The file's name must end in '.yml' or '.yaml'";
}
