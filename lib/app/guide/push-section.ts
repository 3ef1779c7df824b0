import { shellWord } from '../../private/text/shell-word';
import { commands, type DraftSection, part, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { tagRules } from './tag-words';

export function pushSection({ uri, node }: GuideRepository): DraftSection {
  const tagged = `${shellWord(uri)}:"$tag"`;
  const { words, mayRefuse, mayMove } = tagRules(node.resource);
  const refused = mayRefuse ? [' Where docker says that the tag is immutable, push with another.'] : [];
  const moved = mayMove ? [' Whoever pulls by a tag that has moved gets another image than before.'] : [];
  return {
    id: 'push',
    title: 'Push',
    parts: [
      part(
        ['push'],
        text`Put your image into the first line, as ${'docker images'} lists it, and a tag for it into the second.`,
        commands(
          'push',
          "image='my-image:latest'",
          "tag='1.0.0'",
          `docker tag "$image" ${tagged}`,
          `docker push ${tagged}`,
        ),
        text`The last line that docker prints holds ${'digest: sha256:...'}: it names exactly what you pushed.`,
        text`${words}${refused}${moved}`,
      ),
      part(
        ['pushIndex'],
        text`To build for several platforms and push in one go, in the folder of the Dockerfile:`,
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
