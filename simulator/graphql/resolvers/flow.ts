import { type Resolvers, resolversOf } from "../context.ts";

export const flowResolvers: Resolvers = {
  Mutation: resolversOf<null>({
    flowTriggerReceive: (_source, args, { app }) => {
      const error = app.receiveTrigger(args);
      return { userErrors: error === null ? [] : [error] };
    },
  }),
};
