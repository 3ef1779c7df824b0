/** What the page lets run and style it: SHA-256 of its script and of its style, which hold nothing of a report. */
export const scriptHash = 'xo24zHukZggyto0c1H5FUYQ7QN8rD00L88D5vDTpVUQ=';
export const styleHash = 'moHqVgw28cz2u77/qmgLbDmFrXxuoyYRYTH5orJk+5A=';
