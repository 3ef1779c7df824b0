import { shellWord } from '../../private/text/shell-word';
import { commands, type DraftSection, part, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { tagRules } from './tag-words';

export function pushSection({ uri, node }: GuideRepository): DraftSection {
  const tagged = `${shellWord(uri)}:"$tag"`;
  const { words, mayRefuse, mayMove } = tagRules(node.resource);
  const refused = mayRefuse ? [' If docker reports that the tag is immutable, push with another tag.'] : [];
  const moved = mayMove ? [' After a tag has moved, a pull by that tag gets another image than before.'] : [];
  return {
    id: 'push',
    title: 'Push',
    parts: [
      part(
        ['push'],
        text`In the first line, write the name of your image from ${'docker images'}. In the second line, write the new tag.`,
        commands(
          'push',
          "image='my-image:latest'",
          "tag='1.0.0'",
          `docker tag "$image" ${tagged}`,
          `docker push ${tagged}`,
        ),
        text`The last line of the output has ${'digest: sha256:...'}, which identifies exactly the image that you pushed.`,
        text`${words}${refused}${moved}`,
      ),
      part(
        ['pushIndex'],
        text`To build for several platforms and push in one step, run this in the folder of the Dockerfile:`,
        commands(
          'push-platforms',
          "tag='1.0.0'",
          'docker buildx build --platform linux/amd64,linux/arm64 --push \\',
          `  --tag ${tagged} .`,
        ),
      ),
    ],
  };
}
