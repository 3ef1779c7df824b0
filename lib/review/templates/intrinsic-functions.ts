import { hasUnresolved, literal, shownText, unresolved } from '../texts/symbolic-text';
import { type Reading } from './reading';
import { splitParts } from './split-parts';
import { entriesOf, field, isList, scalarText, type Value } from './value';

/** Returns the result of a function of CloudFormation for its argument. `call` is the mapping with the function. */
type IntrinsicFunction = (argument: unknown, reading: Reading, call: object) => Value | undefined;

const intrinsics: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['Ref', reference],
  ['Fn::GetAtt', attribute],
  ['Fn::Join', join],
  ['Fn::Sub', substitute],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', branch],
  ['Fn::ImportValue', importValue],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Length', length],
]);

/** The name of the function that a mapping calls, if it calls one. */
export function calledFunction(mapping: object): string | undefined {
  if (Object.hasOwn(mapping, 'Fn::Transform')) return 'Fn::Transform';
  const [name, ...others] = Object.keys(mapping);
  return others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::') === true) ? name : undefined;
}

/** Evaluates a call of a function. The result of an unknown function may be anything. */
export function callFunction(name: string, call: object, reading: Reading): Value | undefined {
  const work = intrinsics.get(name);
  return work ? work(field(call, name), reading, call) : reading.unknown(call, literal(name));
}

/** Values of `{{resolve:ssm:...}}` are known only at deploy. */
export function withoutDynamicReferences(text: string): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(/\{\{resolve:[^{}]*\}\}/g, (reference) => unresolved(shownText(reference)));
}

function reference(argument: unknown, reading: Reading, call: object): Value | undefined {
  const name = nameIn(argument, reading);
  return name === undefined ? reading.unknown(call, 'Ref') : reading.refer(name);
}

/** A name, or a function of AWS::LanguageExtensions that returns one. */
function nameIn(argument: unknown, reading: Reading): string | undefined {
  if (typeof argument === 'string' || isList(argument)) return typeof argument === 'string' ? argument : undefined;
  const name = scalarText(reading.resolve(argument));
  return name === undefined || hasUnresolved(name) ? undefined : name;
}

function attribute(argument: unknown, reading: Reading, call: object): Value {
  const [idOrCall, name] =
    typeof argument === 'string' ? splitOnce(argument) : isList(argument) ? argument : [undefined, undefined];
  const id = nameIn(idOrCall, reading);
  const attributeName = scalarText(reading.resolve(name));
  if (id === undefined || attributeName === undefined) return reading.unknown(call, 'Fn::GetAtt');
  return reading.attribute(id, attributeName);
}

function splitOnce(text: string): readonly [string, string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

function join(argument: unknown, reading: Reading, call: object): Value {
  const [delimiter, items] = isList(argument) ? argument : [];
  const parts = argumentList(items, reading);
  if (typeof delimiter !== 'string' || !parts) return reading.unknown(call, 'Fn::Join');
  const texts: string[] = [];
  for (const part of parts) {
    const text = scalarText(part);
    if (text === undefined) return reading.unknown(call, 'Fn::Join');
    if (texts.length > 0) texts.push(literal(delimiter));
    texts.push(text);
  }
  return withoutDynamicReferences(reading.compose(texts, call));
}

/** A list as an argument of a function. A branch whose condition is open is one item, not two. */
function argumentList(items: unknown, reading: Reading): readonly Value[] | undefined {
  if (isList(items)) return items.map((item) => reading.resolve(item)).filter((item) => item !== undefined);
  const list = reading.resolve(items);
  return isList(list) ? list : undefined;
}

function substitute(argument: unknown, reading: Reading, call: object): Value {
  const [text, variables] = isList(argument) ? argument : [argument, undefined];
  if (typeof text !== 'string') return reading.unknown(call, 'Fn::Sub');
  const own = new Map(entriesOf(variables));
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]*)\}/g)) {
    pieces.push(literal(text.slice(end, match.index)), substituted(match[1] ?? '', own, reading, call));
    end = match.index + match[0].length;
  }
  pieces.push(literal(text.slice(end)));
  return withoutDynamicReferences(reading.compose(pieces, call));
}

function substituted(name: string, own: ReadonlyMap<string, unknown>, reading: Reading, call: object): string {
  if (name.startsWith('!')) return literal(`\${${name.slice(1)}}`);
  const key = name.trim();
  const value = own.has(key)
    ? reading.resolve(own.get(key))
    : key.includes('.')
      ? reading.attribute(...splitOnce(key))
      : reading.refer(key);
  return scalarText(value) ?? reading.unknown(call, `Fn::Sub ${key}`);
}

function select(argument: unknown, reading: Reading, call: object): Value {
  const [index, items] = isList(argument) ? argument : [];
  const whole = argumentList(items, reading);
  const list = whole ?? partsBeforeOpenOne(items, reading);
  const chosen = list && reading.chooseKey(index, () => [...list.keys()].map(String), whole === undefined);
  const position = typeof chosen === 'object' ? Number(chosen.key) : NaN;
  return list?.[position] ?? reading.unknown(call, 'Fn::Select');
}

/** The parts of a text that follow from it, although another part is known only at deploy. */
function partsBeforeOpenOne(items: unknown, reading: Reading): readonly string[] | undefined {
  const call = field(items, 'Fn::Split');
  return call === undefined ? undefined : splitParts(call, reading).parts;
}

function split(argument: unknown, reading: Reading, call: object): Value {
  const { parts, isWhole } = splitParts(argument, reading);
  return isWhole ? parts : reading.unknown(call, 'Fn::Split');
}

function findInMap(argument: unknown, reading: Reading, call: object): Value {
  const [map, first, second, options] = isList(argument) ? argument : [];
  const fallback = field(options, 'DefaultValue');
  let found: unknown = reading.template.mappings;
  for (const raw of [map, first, second]) {
    const level = found;
    const chosen = reading.chooseKey(raw, () => entriesOf(level).map(([key]) => key), fallback !== undefined);
    // The content that a macro includes may have any key.
    const isOpen = chosen === undefined || field(level, 'Fn::Transform') !== undefined;
    found = typeof chosen === 'object' ? field(level, chosen.key) : undefined;
    if (found === undefined && isOpen) return reading.unknown(call, 'Fn::FindInMap');
    if (found === undefined) break;
  }
  return reading.resolve(found ?? fallback) ?? reading.unknown(call, 'Fn::FindInMap');
}

function branch(argument: unknown, reading: Reading, call: object): Value | undefined {
  const [condition, then, otherwise] = isList(argument) ? argument : [];
  if (typeof condition !== 'string') return reading.unknown(call, 'Fn::If');
  const holds = reading.decide(condition);
  if (holds !== undefined) return reading.resolve(holds ? then : otherwise);
  const [one, other] = [reading.resolve(then), reading.resolve(otherwise)];
  return one === other ? one : reading.unknown(call, 'Fn::If');
}

function importValue(argument: unknown, reading: Reading, call: object): Value {
  const name = scalarText(reading.resolve(argument));
  return name === undefined ? reading.unknown(call, 'Fn::ImportValue') : reading.importValue(name);
}

function toJsonString(argument: unknown, reading: Reading, call: object): Value {
  const value = reading.resolve(argument);
  if (value === undefined || sizeOf(value) > longestJson) return reading.unknown(call, 'Fn::ToJsonString');
  return reading.compose([JSON.stringify(value)], call);
}

function length(argument: unknown, reading: Reading, call: object): Value {
  const isOpen = (item: unknown): boolean => {
    const [condition] = [field(item, 'Fn::If')].flat();
    return typeof condition === 'string' && reading.decide(condition) === undefined;
  };
  const list = isList(argument) && argument.some(isOpen) ? undefined : argumentList(argument, reading);
  return list ? list.length : reading.unknown(call, 'Fn::Length');
}

/** A value may contain one long text many times, and JSON would write all of them. */
const longestJson = 65_536;

function sizeOf(value: Value): number {
  if (typeof value !== 'object' || value === null) return String(value).length + 1;
  let size = 2;
  for (const [key, item] of Object.entries(value)) {
    size += key.length + sizeOf(item);
    if (size > longestJson) break;
  }
  return size;
}
