/** What an action answers that is not a response yet: React Router's `data(…)`. */
interface DataAnswer {
  readonly data: unknown;
  readonly init: ResponseInit | null;
}

/**
 * An action that a script calls with `fetch`, and a form without one: what it answers is sent as JSON, its status kept. Remix does so for
 * pages only; a route without a page has to answer responses.
 */
export function answeringJson<Action extends (args: never) => Promise<unknown>>(action: Action) {
  const answering = async (args: Parameters<Action>[0]): Promise<Response> => {
    const answer = await action(args);
    if (answer instanceof Response) return answer;
    const { data, init } = isDataAnswer(answer) ? answer : { data: answer, init: null };
    return Response.json(data, init ?? {});
  };
  return Object.assign(answering, { declaration: (action as { readonly declaration?: unknown }).declaration }) as unknown as ((
    args: Parameters<Action>[0],
  ) => Promise<Response>) &
    Pick<Action, "declaration" & keyof Action>;
}

/** Whether the caller is a script of ours that reads JSON, and not a form that a browser sends. */
export function wantsJson(request: Request): boolean {
  return request.headers.get("accept") === "application/json";
}

function isDataAnswer(answer: unknown): answer is DataAnswer {
  return typeof answer === "object" && answer !== null && "type" in answer && answer.type === "DataWithResponseInit";
}
