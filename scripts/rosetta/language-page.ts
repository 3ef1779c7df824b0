import { type LanguageTablet, TargetLanguage } from 'jsii-rosetta';
import packageJson from '../../package.json';
import { type ReadmeSnippet, readmeSnippets } from './readme-snippets';

/** A page with the snippets of the README in another language. */
export interface LanguagePage {
  readonly path: string;
  readonly text: string;
}

const { python, java } = packageJson.jsii.targets;

const languages = [
  {
    name: 'Python',
    target: TargetLanguage.PYTHON,
    file: 'python',
    introduction: `The package is \`${python.distName}\`, and its module is \`${python.module}\`. Names have underscores:
\`allowPull\` is \`allow_pull\`. Properties are keyword arguments. In the snippets, \`self\` is the stack.`,
    complete: (source: string) => source,
  },
  {
    name: 'Java',
    target: TargetLanguage.JAVA,
    file: 'java',
    introduction: `The artifact is \`${java.maven.groupId}:${java.maven.artifactId}\`, and its package is \`${java.package}\`.
Names are as in TypeScript, and properties have builders. In the snippets, \`this\` is the stack.`,
    complete: withWholeImports,
  },
];

/** The pages of all languages. A snippet that the README has, and that was not translated, is an error. */
export function languagePages(readme: string, tablet: LanguageTablet): LanguagePage[] {
  const snippets = readmeSnippets(readme);
  return languages.map(({ name, target, file, introduction, complete }) => {
    const sections = snippets.map((snippet) => section(snippet, file, complete(translated(snippet, target, tablet))));
    const text = [`# The library in ${name}`, introduction, explanation, ...sections].join('\n\n');
    return { path: `docs/languages/${file}.md`, text: `${text}\n` };
  });
}

const explanation = `These are the snippets of the [README](../../README.md), translated from TypeScript by
[jsii-rosetta](https://github.com/aws/jsii-rosetta). [The index of the guides](../guides/README.md#how-to-read-the-snippets)
explains the names that they do not create.`;

function section({ heading, guide }: ReadmeSnippet, language: string, source: string): string {
  const link = guide === undefined ? [] : [`Guide: [${guide.text}](../${guide.url.replace('docs/', '')})`];
  return [`## ${heading}`, `\`\`\`${language}\n${source}\n\`\`\``, ...link].join('\n\n');
}

function translated({ heading, source }: ReadmeSnippet, target: TargetLanguage, tablet: LanguageTablet): string {
  const snippet = tablet.translatedSnippets.find(
    ({ originalSource }) => originalSource.source.trim() === source.trim(),
  );
  const translation = snippet?.get(target)?.source;
  if (translation === undefined) throw new Error(`The snippet of '${heading}' in the README has no translation.`);
  return translation.trim().replaceAll(/\n{3,}/g, '\n\n');
}

/** Rosetta imports only the classes that TypeScript imports, which are not those of builders and collections. */
function withWholeImports(source: string): string {
  const ours = new RegExp(`^(import ${java.package.replaceAll('.', '\\.')})\\.\\w+;\n(?:\\1\\.\\w+;\n)*`, 'm');
  const whole = source.replace(ours, '$1.*;\n');
  return /\b(List|Map)\.of\(/.test(whole) ? `import java.util.*;\n${whole}` : whole;
}
