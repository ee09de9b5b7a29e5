// What the page of the notes window runs; apart from the window itself, which can be imported without a page.
import {NotesWindow} from "./notes_window.js";

new NotesWindow(document, location.hash.slice(1)).start();
