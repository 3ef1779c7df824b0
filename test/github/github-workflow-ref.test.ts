import { gitHubWorkflowRefRule } from '../../lib/github/github-workflow-ref';
import { gitRefRule } from '../../lib/private/git/git-ref';
import { hostileTexts, refuses, takes } from '../private/rule-cases';

const file = 'acme/ci/.github/workflows/publish.yml';
const sha = '0123456789abcdef0123456789abcdef01234567';
const ref = "Write the full ref after the '@', like 'refs/heads/main', or a commit's 40 digits";
const name = "The file's name must end in '.yml' or '.yaml'";
const wildcard = 'A wildcard would trust other workflows. Name one exactly';
const repository = "Start with the repository as 'owner/name'";

describe('a workflow at a ref', () => {
  takes(
    gitHubWorkflowRefRule,
    [
      `${file}@refs/heads/main`,
      `${file}@refs/heads/release/1.x`,
      `${file}@refs/tags/v1.0.0`,
      `${file}@${sha}`,
      'acme/.github/.github/workflows/a-b_c.1.yaml@refs/heads/main',
    ],
    `${file}@refs/heads/`,
  );
  refuses(gitHubWorkflowRefRule, "a workflow as 'OWNER/REPOSITORY/.github/workflows/FILE.yml@REF'", [
    ...hostileTexts,
    ['has no ref', file, `got '${file}'. The ref is missing. Without it, the workflow of any branch would be trusted`],
    ['has an empty ref', `${file}@`, `got '${file}@'. ${ref}`],
    ['has a short ref', `${file}@main`, `got '${file}@main'. ${ref}`],
    ['has a short commit', `${file}@0123456`, `got '${file}@0123456'. ${ref}`],
    ['has the ref of a pull request', `${file}@refs/pull/1/merge`, `got '${file}@refs/pull/1/merge'. ${ref}`],
    ['has any ref', `${file}@*`, `got '${file}@*'. ${wildcard}`],
    ['has any branch', `${file}@refs/heads/*`, `got '${file}@refs/heads/*'. ${wildcard}`],
    [
      'is any file',
      'acme/ci/.github/workflows/*@refs/heads/main',
      `got 'acme/ci/.github/workflows/*@refs/heads/main'. ${wildcard}`,
    ],
    [
      'differs in one letter',
      `${file.replace('ci', 'c?')}@refs/heads/main`,
      `got 'acme/c?/.github/workflows/publish.yml@refs/heads/main'. ${wildcard}`,
    ],
    [
      'holds a variable',
      '${aws:username}/ci/.github/workflows/a.yml@refs/heads/main',
      "got '${aws:username}/ci/.github/workflows/a.yml@refs/heads/main'. IAM would replace the variable. Write the name",
    ],
    [
      'is the file alone',
      '.github/workflows/publish.yml@refs/heads/main',
      "got '.github/workflows/publish.yml@refs/heads/main'. The file must be in '.github/workflows/' of a repository",
    ],
    [
      'has no owner',
      'ci/.github/workflows/publish.yml@refs/heads/main',
      `got 'ci/.github/workflows/publish.yml@refs/heads/main'. ${repository}`,
    ],
    [
      'has an address',
      'https://github.com/acme/ci/.github/workflows/publish.yml@refs/heads/main',
      `got 'https://github.com/acme/ci/.github/workflows/publish.yml@refs/heads/main'. ${repository}`,
    ],
    [
      'lies elsewhere',
      'acme/ci/publish.yml@refs/heads/main',
      "got 'acme/ci/publish.yml@refs/heads/main'. The file must be in '.github/workflows/' of a repository",
    ],
    [
      'lies in a folder below',
      'acme/ci/.github/workflows/x/publish.yml@refs/heads/main',
      `got 'acme/ci/.github/workflows/x/publish.yml@refs/heads/main'. ${name}`,
    ],
    [
      'is no workflow',
      'acme/ci/.github/workflows/publish.sh@refs/heads/main',
      `got 'acme/ci/.github/workflows/publish.sh@refs/heads/main'. ${name}`,
    ],
  ]);
});

const full = "A branch starts with 'refs/heads/', and a tag with 'refs/tags/'";
const other = "Write a branch 'refs/heads/...' or a tag 'refs/tags/...'";

describe('a ref in full', () => {
  takes(gitRefRule, ['refs/heads/main', 'refs/heads/release/1.x', 'refs/tags/v1'], 'refs/heads/');
  refuses(gitRefRule, "a Git ref in full, like 'refs/heads/main'", [
    ...hostileTexts,
    ['is a short name', 'main', `got 'main'. ${full}`],
    ['is a pull request', 'refs/pull/1/merge', `got 'refs/pull/1/merge'. ${other}`],
    ['has no name', 'refs/heads/', "got 'refs/heads/'. Git does not accept such a ref name"],
    [
      'is every branch',
      'refs/heads/*',
      "got 'refs/heads/*'. A wildcard would match other branches and tags. Name each one",
    ],
    ['is every ref', 'refs/*', `got 'refs/*'. ${other}`],
    [
      'holds a variable',
      'refs/heads/${aws:username}',
      "got 'refs/heads/${aws:username}'. IAM would replace the variable. Write the name",
    ],
    [
      'holds another context',
      'refs/heads/a:environment:prod',
      "got 'refs/heads/a:environment:prod'. Git does not accept such a ref name",
    ],
  ]);
});
