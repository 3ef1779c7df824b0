import { blocksIn } from './pages';

/** A call of the command line on a page. */
export interface DocumentedCommand {
  readonly title: string;
  readonly name: string;
  readonly options: readonly string[];
}

/** The calls of ecr-publishing in the shell blocks of all pages. */
export const documentedCommands: readonly DocumentedCommand[] = blocksIn('sh').flatMap(({ title, text }) =>
  [...text.replaceAll('\\\n', '').matchAll(/^npx ecr-publishing (\S+)([^#\n]*)/gm)].map(([, name = '', rest = '']) => ({
    title,
    name,
    options: rest.match(/--[a-z-]+/g) ?? [],
  })),
);
