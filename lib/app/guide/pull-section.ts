import { shellWord } from '../../private/text/shell-word';
import { digestLines, getImageLines } from './get-image-lines';
import { commands, type DraftSection, part, text } from './guide-page';
import { type GuideRepository } from './guide-repository';

export function pullSection(repository: GuideRepository): DraftSection {
  const { uri } = repository;
  return {
    id: 'pull',
    title: 'Pull',
    parts: [
      part(
        ['pull'],
        text`By a tag. Always name one. Otherwise docker pulls ${'latest'}, which may not exist, or may not be the newest image.`,
        commands('pull-by-tag', "tag='1.0.0'", `docker pull ${shellWord(uri)}:"$tag"`),
        text`By a digest, which always identifies the same image, even if its tags move. Write ${'@'} between the name and the digest, not a colon:`,
        commands(
          'pull-by-digest',
          "tag='1.0.0'",
          ...getImageLines(repository),
          ...digestLines,
          `docker pull ${shellWord(uri)}@"$digest"`,
        ),
      ),
    ],
  };
}

/** The section about running an image on the reader's machine. */
export function runSection({ uri }: GuideRepository): DraftSection {
  return {
    id: 'run',
    title: 'Run it on your machine',
    parts: [
      part(
        ['pull'],
        text`In the third line, write the port on which the image listens. Then it answers at ${'http://localhost:8080'}.`,
        commands(
          'run',
          "tag='1.0.0'",
          'here=8080',
          'inside=8080',
          'docker run --rm --publish "127.0.0.1:$here:$inside" \\',
          `  ${shellWord(uri)}:"$tag"`,
        ),
        text`If the image is for another type of processor, add ${'--platform linux/amd64'} or ${'--platform linux/arm64'} after ${'--rm'}.`,
      ),
    ],
  };
}
