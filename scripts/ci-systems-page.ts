import { stringify } from 'yaml';
import { ciKeys, type CiKey, ciSystems, subjectsOf } from '../lib/app/config/ci/ci-systems';
import { GitHubIssuer } from '../lib/github/github-issuer';

/** The page of the docs about the CI systems, from their table. `npm run ci-systems` writes it. */
export function renderCiSystems(): string {
  return [introduction, ...ciKeys.map(section)].join('\n\n');
}

const introduction = `# CI systems that publish

A job sends AWS a token that its CI system signed for it, and the role compares the claims of that token. No key is stored
anywhere. Each section below shows an entry of \`ecr-publishing.yaml\`, a token that its role accepts, and changes for which
the role refuses the token. The audience (\`aud\`) and the subject (\`sub\`) are always compared.`;

function section(key: CiKey): string {
  const { name, compared, setUp, page, example } = ciSystems[key];
  const publisher = { name: 'ci', [key]: [example.trust], repositories: ['app'] };
  const [subject] = subjectsOf(key, [example.trust]);
  const { issuer } = subject?._issuer ?? GitHubIssuer.gitHub();
  return `## ${name}

The issuer of the example is \`${issuer}\`. The role compares ${compared}.

${setUp} See [the instructions of ${name}](${page}).

\`\`\`yaml
${stringify({ publishers: [publisher] }, { lineWidth: 0, singleQuote: true })}\`\`\`

The role accepts this token:

\`\`\`json
${JSON.stringify(example.accepted, undefined, 2)}
\`\`\`

It refuses the same token with one of these changes:

${Object.entries(example.refused).map(changed).join('\n')}`;
}

function changed([what, claims]: [string, Readonly<Record<string, string>>]): string {
  const texts = Object.entries(claims).map(([claim, value]) => `\`${claim}\` is \`${value}\``);
  return `- ${what}: ${texts.join(', ')}`;
}
