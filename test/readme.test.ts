import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseDocument } from 'yaml';
import { validateConfig } from '../lib/app/config';
import * as publicApi from 'cdk-ecr-publishing';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** What a snippet may take for granted: it stands in the constructor of a stack that has these already. */
const imports = `
import { type App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as events from 'aws-cdk-lib/aws-events';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
`;
const given = `
declare const anyRepository: ecr.IRepository;
declare const app: App;
declare const baseImages: ecr.IRepository;
declare const bucket: s3.IBucket;
declare const cacheRepository: ecr.IRepository;
declare const codeRepository: codecommit.IRepository;
declare const connectionArn: string;
declare const digest: string;
declare const key: kms.IKey;
declare const mirror: ecr.Repository;
declare const npmSecret: secretsmanager.ISecret;
declare const otherRepository: ecr.Repository;
declare const service: ecs.FargateService;
declare const sha256: string;
declare const target: events.IRuleTarget;
`;

const snippets = blocks('ts');

test('every snippet compiles', () => {
  const files = new Map(snippets.map((snippet, index) => [join(root, `readme-${index}.ts`), program(snippet)]));
  expect(files.size).toBeGreaterThan(5);
  expect(errorsIn(files)).toEqual([]);
});

test('the config of the README is valid', () => {
  const [config = ''] = blocks('yaml').filter((text) => text.includes('version: 1'));
  expect(() => validateConfig(parseDocument(config).toJS())).not.toThrow();
});

test('everything that is exported is explained', () => {
  const unexplained = Object.keys(publicApi).filter((name) => !readme.includes(name));
  expect(unexplained).toEqual([]);
});

test.each([...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => [path]))('%s is there', (path) => {
  expect(ts.sys.fileExists(join(root, path)) || ts.sys.directoryExists(join(root, path))).toBe(true);
});

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
}

/** A snippet as a module: it brings its imports or uses the public names, and may name a repository or go without. */
function program(snippet: string): string {
  const own = snippet.match(/^import .*$/gm) ?? [];
  const body = snippet.replace(/^import .*$/gm, '');
  const names = Object.keys(publicApi).filter((name) => !own.some((line) => line.includes(name)));
  const repository = body.includes('const repository =') ? '' : 'declare const repository: ImageRepository;';
  return `${imports}
import { ${names.join(', ')} } from 'cdk-ecr-publishing';
${own.join('\n')}
${given}${repository}
export class Snippet extends Stack { public snippet() { ${body} } }`;
}

function errorsIn(files: ReadonlyMap<string, string>): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.dev.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (path) => files.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? onDisk.readFile(path);
  host.getSourceFile = (path, version) => {
    const text = files.get(path);
    return text === undefined ? onDisk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
  };
  const compiled = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  return ts
    .getPreEmitDiagnostics(compiled)
    .filter(({ file }) => file !== undefined && files.has(file.fileName))
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
