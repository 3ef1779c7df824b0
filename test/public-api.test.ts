import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as exported from '../lib/index';

interface Docs {
  readonly summary?: string;
  readonly default?: string;
}

interface Member {
  readonly name: string;
  readonly optional?: boolean;
  readonly immutable?: boolean;
  readonly docs?: Docs;
}

interface ApiType extends Member {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
  readonly locationInModule: { readonly filename: string };
}

interface Assembly {
  readonly types: Readonly<Record<string, ApiType>>;
  readonly readme?: { readonly markdown: string };
}

const root = resolve(__dirname, '..');
const assembly = readAssembly();
const types = Object.values(assembly.types);

/** Reads the types of the built package from jsii. Other languages see only these. */
function readAssembly(): Assembly {
  const path = join(root, '.jsii');
  if (!existsSync(path)) throw new Error('The package is not built: run `npm run build` first.');
  return JSON.parse(readFileSync(path, 'utf8')) as Assembly;
}

/** The members of types, as `Type.member`, that have not what they should. */
function membersWithout(of: readonly ApiType[], has: (member: Member) => boolean): string[] {
  return of.flatMap(({ name, properties = [], methods = [], members = [] }) =>
    [...properties, ...methods, ...members].filter((member) => !has(member)).map((member) => `${name}.${member.name}`),
  );
}

const structs = types.filter(({ datatype }) => datatype === true);
const isDocumented = ({ docs }: Member) => (docs?.summary ?? '').trim().length > 0;

test('the types are those that lib/index.ts exports, each by its name', () => {
  const text = readFileSync(join(root, 'lib/index.ts'), 'utf8');
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\} from/g)].map(([, list = '']) => list);
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.replace(/\btype\b/, '').trim());
  expect(types.map(({ name }) => name).sort()).toEqual(names.filter((name) => name !== '').sort());
  expect(text).not.toMatch(/export \*| as /);
});

test('classes and enumerations are there when the package is loaded', () => {
  const names = types.filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
  expect(Object.keys(exported).sort()).toEqual(names.sort());
});

test('no type is a union or an intersection, which other languages do not have', () => {
  const found = types.filter((type) => /"(union|intersection)":/.test(JSON.stringify(type)));
  expect(found.map(({ name }) => name)).toEqual([]);
});

test('no type is `any`', () => {
  const found = types.filter((type) => /"primitive":"(any|json)"/.test(JSON.stringify(type)));
  expect(found.map(({ name }) => name)).toEqual([]);
});

test('every type says what it is', () => {
  expect(types.filter((type) => !isDocumented(type)).map(({ name }) => name)).toEqual([]);
});

test('every property, method and value says what it is', () => {
  expect(membersWithout(types, isDocumented)).toEqual([]);
});

test('every optional property has a documented default, and no required one does', () => {
  const says = ({ docs }: Member) => (docs?.default ?? '').trim().length > 0;
  expect(membersWithout(structs, (member) => says(member) === (member.optional === true))).toEqual([]);
});

test('no property can be set once it is given', () => {
  expect(membersWithout(structs, ({ immutable }) => immutable === true)).toEqual([]);
});

test('properties of constructs are named Props, those of methods Options or by what they are', () => {
  const props = structs.map(({ name }) => name).filter((name) => name.endsWith('Props'));
  const classes = types.filter(({ kind }) => kind === 'class').map(({ name }) => `${name}Props`);
  expect(props.filter((name) => !classes.includes(name))).toEqual([]);
});

test('behavioural interfaces begin with I, and no other type does', () => {
  const behavioural = types.filter(({ kind, datatype }) => kind === 'interface' && datatype !== true);
  const named = types.filter(({ name }) => /^I[A-Z]/.test(name));
  expect(named).toEqual(behavioural);
});

test('nothing of lib/private, the app or bin is in it', () => {
  const files = types.map(({ locationInModule: { filename } }) => filename);
  expect(files.filter((file) => !/^lib\/(?!private\/|app\/)(?:[a-z-]+\/)+[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
});

test('the README is in it', () => {
  const [title = ''] = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
  expect(title).toMatch(/^# /);
  expect(assembly.readme?.markdown.split('\n')[0]).toBe(title);
});
