/** EmbedProblem says in one sentence what is wrong with the address of a frame. */
export function EmbedProblem({ problem, home }: { problem: string; home: string }) {
  return (
    <main className="embed-problem">
      <h1 className="header-name">Queuescope</h1>
      <p role="alert">{problem}</p>
      <p>
        <a href={`${home}#course`} target="_blank" rel="noopener noreferrer">
          All lessons
        </a>
      </p>
    </main>
  );
}
