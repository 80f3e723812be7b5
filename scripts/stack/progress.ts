/** Adds what is going on inside a step, such as the source that is being tried. */
export type Say = (detail: string) => void;

/** How the steps of a start are shown. */
export type Progress = {
  step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T>;
};

type Output = { write(text: string): unknown; isTTY?: boolean };

/** Shows each step on one line of a terminal, or as two plain lines in a log. */
export function showProgress(output: Output = process.stdout): Progress {
  return {
    async step(title, work) {
      const line = output.isTTY === true ? liveLine(output, title) : plainLines(output, title);
      try {
        const result = await work(line.say);
        line.end('✓');
        return result;
      } catch (thrown) {
        line.end('✗');
        throw thrown;
      }
    },
  };
}

/** Shows nothing, for tests and benchmarks. */
export const silentProgress: Progress = {
  step: (_title, work) => work(() => {}),
};

type Line = { say: Say; end(mark: string): void };

function plainLines(output: Output, title: string): Line {
  const began = performance.now();
  let last = '';
  output.write(`… ${title}\n`);
  return {
    say: (detail) => {
      if (detail !== last) {
        output.write(`    ${detail}\n`);
      }
      last = detail;
    },
    end: (mark) => output.write(`${mark} ${title}${last === '' ? '' : `: ${last}`} (${seconds(began)})\n`),
  };
}

function liveLine(output: Output, title: string): Line {
  const began = performance.now();
  let last = '';
  const draw = (mark: string, ending: string) =>
    output.write(`\r\u001b[2K${mark} ${title}${last === '' ? '' : `: ${last}`} (${seconds(began)})${ending}`);
  draw('…', '');
  const ticking = setInterval(() => draw('…', ''), 250);
  return {
    say: (detail) => {
      last = detail;
      draw('…', '');
    },
    end: (mark) => {
      clearInterval(ticking);
      draw(mark, '\n');
    },
  };
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
