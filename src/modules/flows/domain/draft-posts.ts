import type { FlowDraft } from './draft-table.ts';

type Post = FlowDraft['posts'][number];

/** Adds a lane for a post; one that is there already stays as it is. */
export function addPost(draft: FlowDraft, post: Post): FlowDraft {
  return draft.posts.some(({ id }) => id === post.id) ? draft : { ...draft, posts: [...draft.posts, post] };
}

/** Puts another post in place of one, with everything it does; when both are lanes they become one. */
export function replacePost(draft: FlowDraft, id: string, post: Post): FlowDraft {
  const both = draft.posts.some((one) => one.id === post.id && one.id !== id);
  return {
    ...draft,
    posts: both
      ? draft.posts.filter((one) => one.id !== id)
      : draft.posts.map((one) => (one.id === id ? post : one)),
    nodes: draft.nodes.map((node) => (node.post === id ? { ...node, post: post.id } : node)),
  };
}

/** Takes a lane away that nothing stands in; one in use stays. */
export function removePost(draft: FlowDraft, id: string): FlowDraft {
  return draft.nodes.some(({ post }) => post === id)
    ? draft
    : { ...draft, posts: draft.posts.filter((post) => post.id !== id) };
}
