import { commandRule } from '../../../build-input/command';
import { textRule } from '../../../private/validation/text';
import { flag, list, mapping, text } from '../fields';
import { textValue } from './text-value';

const commands = (description: string, example: string) =>
  list(text(commandRule, { description: 'A line of Bash.', examples: [example] }), description).optional();

/** Inputs of an image that have one value each. */
export const buildInputs = {
  environmentVariables: list(
    mapping(
      { name: text(textRule('a name'), { description: 'Its name.', examples: ['NODE_ENV'] }), value: textValue },
      'An environment variable of the build.',
    ),
    'Environment variables of the build program and of the commands. Never use secrets, because the project shows the values.',
  ).optional(),
  commandsBeforeBuild: commands(
    'Commands that run before an image is built, in the folder of the source.',
    'make generate',
  ),
  commandsAfterPush: commands(
    'Commands that run once the image has its tags, with $IMAGE_URI_BY_DIGEST. They run in each build, also if nothing was built.',
    'cosign sign "$IMAGE_URI_BY_DIGEST"',
  ),
  alwaysPull: flag('Whether each build looks for newer base images under the tags of FROM.', { default: false }),
  noCache: flag('Whether each build makes all layers again.', { default: false }),
  attestations: flag('Whether the image has provenance and a list of its packages. false turns both off.', {
    default: true,
  }),
};
