/**
 * Writes lib/private/boundary/api-types.json: the types of every parameter and prop of the public API, as jsii knows
 * them from the built package. The library refuses a value of another type with one clear message.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as exported from '../lib/index';
import { type ApiTypes, type CheckedType, type Parameter } from '../lib/private/boundary/api-types';

interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface Member {
  readonly name: string;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly variadic?: boolean;
  readonly type: TypeReference;
}

interface Callable {
  readonly name?: string;
  readonly protected?: boolean;
  readonly static?: boolean;
  readonly returns?: { readonly type: TypeReference };
  readonly parameters?: readonly Member[];
}

interface AssemblyType {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly datatype?: boolean;
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly Member[];
  readonly members?: readonly { readonly name: string }[];
}

const root = resolve(__dirname, '..');
const ours = 'cdk-ecr-publishing';
const assemblies = new Map<string, Readonly<Record<string, AssemblyType>>>();

/** The types of a jsii assembly, read once. */
function typesOf(name: string): Readonly<Record<string, AssemblyType>> {
  const read = assemblies.get(name) ?? readTypes(name);
  assemblies.set(name, read);
  return read;
}

/** Reads a jsii assembly, which is a file or the name of a compressed one next to it. */
function readTypes(name: string): Readonly<Record<string, AssemblyType>> {
  const folder = name === ours ? root : dirname(require.resolve(`${name}/package.json`));
  const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as {
    readonly filename?: string;
    readonly types: Readonly<Record<string, AssemblyType>>;
  };
  if (assembly.filename === undefined) return assembly.types;
  const whole = gunzipSync(readFileSync(join(folder, assembly.filename))).toString('utf8');
  return (JSON.parse(whole) as { readonly types: Readonly<Record<string, AssemblyType>> }).types;
}

function typeOf(fqn: string): AssemblyType {
  const found = typesOf(fqn.slice(0, fqn.indexOf('.')))[fqn];
  if (!found) throw new Error(`the type ${fqn} is in no assembly`);
  return found;
}

/** The API types of the built package. */
export function renderApiTypes(): ApiTypes {
  const types: Record<string, CheckedType> = {};
  const calls: Record<string, Record<string, readonly Parameter[]>> = {};
  for (const type of Object.values(typesOf(ours))) {
    if (type.kind !== 'class') continue;
    const called = [...(type.initializer ? [{ ...type.initializer, name: 'new' }] : []), ...(type.methods ?? [])];
    const checked = called.filter(({ protected: hidden, parameters = [] }) => hidden !== true && parameters.length > 0);
    if (checked.length === 0) continue;
    calls[type.name] = Object.fromEntries(
      checked.map(({ name = '', parameters = [] }) => [name, parameters.map((one) => parameterOf(one, types))]),
    );
  }
  return { calls: sorted(calls), types: sorted(types) };
}

function parameterOf({ name, optional, variadic, type }: Member, types: Record<string, CheckedType>): Parameter {
  const suffix = variadic === true ? '...' : optional === true ? '?' : '';
  return [`${name}${suffix}`, referenceText(type, types)];
}

/** A type in one word: `string`, `Duration`, `Duration[]` or `{string}`. Types that it names are added to the table. */
function referenceText({ primitive, fqn, collection }: TypeReference, types: Record<string, CheckedType>): string {
  if (collection) {
    const element = referenceText(collection.elementtype, types);
    return collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  if (fqn === undefined) return primitive === 'json' || primitive === undefined ? 'any' : primitive;
  const name = fqn.startsWith(`${ours}.`) ? fqn.slice(ours.length + 1) : fqn.replace(/^[^.]+\./, '');
  if (!(name in types)) {
    types[name] = {}; // a struct may name itself
    types[name] = checkedType(fqn, types);
  }
  return name;
}

function checkedType(fqn: string, types: Record<string, CheckedType>): CheckedType {
  const type = typeOf(fqn);
  const own = fqn.startsWith(`${ours}.`);
  if (type.kind === 'enum') return own ? { values: enumValues(type) } : {};
  if (type.datatype === true) {
    if (!own) return { object: true };
    const props = allProperties(type).map(({ name, optional, type: of }) => [
      `${name}${optional === true ? '?' : ''}`,
      referenceText(of, types),
    ]);
    return { props: Object.fromEntries(props) as Record<string, string> };
  }
  const factory = type.methods?.find((one) => one.static === true && one.returns?.type.fqn === fqn)?.name;
  const recognized = own && type.kind === 'class' ? { own: true } : { has: telltale(type) };
  return factory === undefined ? recognized : { ...recognized, factory };
}

/** The properties of a struct and of those that it extends. */
function allProperties(type: AssemblyType): readonly Member[] {
  const inherited = (type.interfaces ?? []).flatMap((fqn) => [...allProperties(typeOf(fqn))]);
  return [...inherited, ...(type.properties ?? [])];
}

/** A member that every value of the type has, in each version of the package that defines it. */
function telltale(type: AssemblyType): string {
  const members = allMembers(type);
  const found = ['node', 'grantPrincipal'].find((name) => members.includes(name)) ?? members[0];
  if (found === undefined) throw new Error(`${type.name} has no member`);
  return found;
}

function allMembers(type: AssemblyType): readonly string[] {
  const parents = [...(type.base === undefined ? [] : [type.base]), ...(type.interfaces ?? [])];
  const own = [...(type.methods ?? []), ...(type.properties ?? [])]
    .filter((member) => member.static !== true)
    .map(({ name = '' }) => name);
  return [...own, ...parents.flatMap((fqn) => [...allMembers(typeOf(fqn))])];
}

function enumValues({ name }: AssemblyType): readonly (string | number)[] {
  return Object.values((exported as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>)[name] ?? {});
}

function sorted<T>(table: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (require.main === module) {
  writeFileSync(join(root, 'lib/private/boundary/api-types.json'), `${JSON.stringify(renderApiTypes())}\n`);
}
