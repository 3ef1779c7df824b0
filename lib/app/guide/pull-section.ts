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
        text`By a tag. Always name one: without it docker takes ${'latest'}, which need not be there, nor be the latest.`,
        commands('pull-by-tag', "tag='1.0.0'", `docker pull ${shellWord(uri)}:"$tag"`),
        text`By a digest, which names one image for good, whatever becomes of its tags. Between the name and the digest stands ${'@'}, and no colon:`,
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

/** Runs an image on the own machine. */
export function runSection({ uri }: GuideRepository): DraftSection {
  return {
    id: 'run',
    title: 'Run it on your machine',
    parts: [
      part(
        ['pull'],
        text`Put the port that the image listens on into the third line. It answers at ${'http://localhost:8080'} then.`,
        commands(
          'run',
          "tag='1.0.0'",
          'here=8080',
          'inside=8080',
          'docker run --rm --publish "127.0.0.1:$here:$inside" \\',
          `  ${shellWord(uri)}:"$tag"`,
        ),
        text`Where the image is for another kind of processor than yours, write ${'--platform linux/amd64'} or ${'linux/arm64'} after ${'--rm'}.`,
      ),
    ],
  };
}
