import { openEnd, type SubjectParts, type TokenIssuer } from './token-issuer';

export const hcpTerraform: TokenIssuer = {
  name: 'HCP Terraform',
  kind: 'HCP Terraform',
  isCi: true,
  issuer: /^app(\.eu)?\.terraform\.io$/i,
  host: 'app.terraform.io',
  ownIssuer: false,
  isSelfHosted: true,
  subject: /^organization:.*:(project|workspace):/,
  prefix: 'organization:',
  example: 'organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:apply',
  words: { owner: 'organization', group: 'project', project: 'workspace' },
  hasUniqueProjects: true,
  audience: { usual: 'aws.workload.identity' },
  partsOf: (rest) => {
    const [owner, afterOwner] = cut(rest, ':project:');
    if (afterOwner === undefined) return withoutProject(rest);
    const [group, afterGroup] = cut(afterOwner, ':workspace:');
    if (afterGroup === undefined) return { owner, ...openPart('group', afterOwner) };
    const [workspace, run] = cut(afterGroup, ':run_phase:');
    if (run !== undefined) return { owner, group, project: workspace, run };
    return { owner, group, project: afterGroup.replace(/:\*+$/, ''), run: openEnd(afterGroup) };
  },
  pullRequest: { name: 'speculative plans', run: 'plan', claims: { terraform_run_phase: ['plan'] } },
};

/** A `*` that stands for the words from the project on. The name of a workspace is unique in its organization. */
function withoutProject(rest: string): SubjectParts {
  const [owner = '', ...others] = rest.split(':');
  const after = others.join(':');
  if (!after.includes('*')) return { owner, project: openEnd(owner), run: openEnd(owner) };
  const [, workspaceAndRun = '*'] = cut(`:${after}`, ':workspace:');
  const [workspace, run = openEnd(after)] = cut(workspaceAndRun, ':run_phase:');
  return { owner, group: '*', project: workspace.replace(/:\*+$/, ''), run };
}

/** The last part that a subject names, if a `*` stands for the parts after it. */
function openPart(name: 'group', text: string): Omit<SubjectParts, 'owner'> {
  const end = openEnd(text);
  return { [name]: text.replace(/:\*+$/, ''), project: end, run: end };
}

function cut(text: string, word: string): [before: string, after: string | undefined] {
  const at = text.indexOf(word);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + word.length)];
}
