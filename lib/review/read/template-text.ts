import { isNode, type Node, Scalar, type ScalarTag, type Tags, visit, YAMLMap } from 'yaml';
import { cloudFormationLimits } from '../service-limits';
import { refuse } from './input-error';
import { linePosition, yamlDocument } from './yaml-document';
import { yamlProblem } from './yaml-faults';

/** The YAML parser needs seconds for the longest template that CloudFormation accepts. */
const mostMegabytes = cloudFormationLimits.templateMegabytes;

/** Far above the aliases of a real template. A file that expands without end stops here. */
const mostAliases = 100;

/**
 * The content of a template in JSON or YAML.
 *
 * @param name the file, for errors.
 */
export function templateContent(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return yamlContent(text, name);
  }
}

/** Replaces the short forms of CloudFormation's functions with mappings, such as `{ Ref: X }`. */
function yamlContent(text: string, name: string): unknown {
  if (text.length > mostMegabytes * 2 ** 20) {
    return refuse(name, `must be JSON, or YAML of at most ${mostMegabytes} MB, got text that is not JSON`);
  }
  const read = yamlDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    stringKeys: true, // a key of Mappings may be an account
    customTags: (tags: Tags) => tags.map((tag) => (isInteger(tag) ? plainInteger(tag) : tag)),
    prettyErrors: false, // pretty errors quote the file, which may contain a secret
  });
  if ('problem' in read) return refuse(name, read.problem);
  const { document } = read;
  const [error] = document.errors;
  if (error) {
    return refuse(name, yamlProblem(error.code, linePosition(text, error.pos[0])));
  }
  visit(document, { Node: (_, node) => longForm(node) });
  try {
    const content: unknown = document.toJS({ maxAliasCount: mostAliases });
    JSON.stringify(content); // throws if an alias is part of what it repeats
    return content;
  } catch {
    return refuse(name, `must have at most ${mostAliases} aliases, each of something before it, got others`);
  }
}

/** Replaces `!Ref X` with `{ Ref: X }`, and `!Sub X` with `{ Fn::Sub: X }`. */
function longForm(node: unknown): Node | undefined {
  if (!isNode(node) || node.tag?.startsWith('!') !== true) return undefined;
  const name = node.tag.slice(1);
  delete node.tag;
  const map = new YAMLMap();
  map.set(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), node);
  return map;
}

function isInteger(tag: Tags[number]): tag is ScalarTag {
  return (
    typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:int' && 'test' in tag && tag.test?.test('7') === true
  );
}

/** An account such as 012345678901 must not be a number, which would lose the zero. */
function plainInteger(tag: ScalarTag): ScalarTag {
  return { ...tag, test: /^[-+]?(0|[1-9][0-9]{0,14})$/ };
}
