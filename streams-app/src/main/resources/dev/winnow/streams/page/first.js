// Asks for what the first view needs while the rest of the page is still on its way.
import { ahead, path } from "./api.js";

/** How many entries of a board are shown. */
export const BOARD = 100;

/** What a task is opened with. */
export function opening(taskId) {
  return {
    task: path("tasks", taskId),
    board: path("tasks", taskId, "leaderboard") + "?limit=" + BOARD,
    race: path("tasks", taskId, "race"),
  };
}

const [section, taskId] = location.hash.replace(/^#\/?/, "").split("/");
if (section === "tasks" && taskId) {
  try {
    Object.values(opening(decodeURIComponent(taskId))).forEach(ahead);
  } catch {
    // It is no address; whoever reads it next says so.
  }
}
