import { type Root, type Sentence } from 'nlcst';
import { toString } from 'nlcst-to-string';
import { visit } from 'unist-util-visit';
import { type VFile } from 'vfile';

const mostWords = 30;
const mostClauses = 4;
const subordinators = /\b(?:which|who|whose|if|when|because|since|unless|while|until|although|though|whether)\b/gi;

/** A retext plugin that refuses long sentences and those with many subordinate clauses. */
export function retextSentences() {
  return (tree: Root, file: VFile): undefined => {
    visit(tree, 'SentenceNode', (sentence: Sentence) => {
      const words = sentence.children.filter(({ type }) => type === 'WordNode').length;
      const clauses = toString(sentence).match(subordinators)?.length ?? 0;
      const place = { place: sentence.position, source: 'sentence' };
      if (words > mostWords) file.message(`has ${words} words, more than ${mostWords}`, { ...place, ruleId: 'length' });
      if (clauses > mostClauses) {
        file.message(`has ${clauses} subordinate clauses, more than ${mostClauses}`, { ...place, ruleId: 'clauses' });
      }
    });
  };
}
