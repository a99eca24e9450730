package io.btautomations.engine.sample;

import java.util.List;
import java.util.SplittableRandom;

/** What people ask a support bot, and what it answers. */
final class Phrases {

    private static final List<String> PRODUCTS = List.of(
            "the mobile app",
            "our EU workspace",
            "the billing page",
            "the API",
            "the Slack integration",
            "the CSV import",
            "single sign-on",
            "das Kundenportal",
            "l'éditeur",
            "the 管理画面",
            "the webhook");
    private static final List<String> ACTIONS = List.of(
            "log in",
            "export my data",
            "cancel the plan",
            "change the invoice address",
            "invite a colleague",
            "rotate an API key",
            "restore a deleted project",
            "upgrade to Pro",
            "read the audit log");
    private static final List<String> QUESTIONS = List.of(
            "How do I %2$s in %1$s?",
            "I can't %2$s since this morning, %1$s just shows a spinner. Any idea?",
            "Hello! Is it possible to %2$s without an admin? We use %1$s.",
            "URGENT: %1$s is down for our whole team and we need to %2$s before 5 pm!!",
            "Why was I charged twice after I tried to %2$s? Order no. %3$d",
            "Wie kann ich in %1$s \"%2$s\"? Es heißt immer: Zugriff verweigert …",
            "Peux-tu m'aider ? Je voudrais %2$s, mais %1$s répond « erreur %3$d ».",
            "%1$s で %2$s できません。エラー %3$d が出ます 😢",
            "What's the difference between the Free and the Pro plan for %1$s?",
            "Here is what I get:\n```json\n{\"error\": {\"code\": %3$d, \"path\": \"C:\\\\tmp\\\\%1$s\"}}\n```\nWhat now?",
            "hi, can you %2$s for me? my e-mail is user%3$d@example.com");
    private static final List<String> ANSWERS = List.of(
            "To %2$s, open **Settings › Account** in %1$s and follow the steps there. It takes about a minute.",
            "I'm sorry for the trouble! Please sign out of %1$s, clear the cache and try to %2$s again.",
            "Yes, that works:\n\n1. Go to %1$s\n2. Choose \"%2$s\"\n3. Confirm with your password\n\nAnything else?",
            "Error %3$d means that your role may not %2$s. Ask an admin of %1$s to grant it. 👍🏽",
            "Natürlich! Öffne bitte %1$s und wähle „%2$s“. Danach dauert es bis zu 5 Minuten.",
            "Bien sûr ! Dans %1$s, cliquez sur « %2$s ». Le coût est de 0,00 €.",
            "もちろんです。%1$s を開いて「%2$s」を選んでください。",
            "I could not find anything about that in our documentation, but I believe you can %2$s for free until %3$d.",
            "You were charged once; the second entry is a reservation that %1$s releases within 3–5 days.");
    private static final List<String> INSTRUCTIONS = List.of(
            "You are a friendly support agent. Answer in the user's language. Cite the documentation.",
            "You are a careful assistant.\nNever invent facts; say \"I don't know\" instead.\n\tUse at most 120 words.",
            "Act as a senior support engineer. Output Markdown. Do not mention internal systems.");
    private static final List<String> ERRORS = List.of(
            "RateLimitError: 429 Too Many Requests, retry after 20 s",
            "TimeoutError: the model did not answer within 30 s",
            "Traceback (most recent call last):\n  File \"/app/bot/llm.py\", line 88, in complete\n"
                    + "    raise ContextLengthError(\"maximum context length is 8192 tokens\")\n",
            "ConnectionResetError: [Errno 104] Connection reset by peer");

    private final SplittableRandom random;

    Phrases(SplittableRandom random) {
        this.random = random;
    }

    String question() {
        return fill(pick(QUESTIONS));
    }

    /** One to four paragraphs. */
    String answer() {
        StringBuilder text = new StringBuilder(fill(pick(ANSWERS)));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("\n\n").append(fill(pick(ANSWERS)));
        }
        return text.toString();
    }

    String instructions() {
        return pick(INSTRUCTIONS);
    }

    String error() {
        return pick(ERRORS);
    }

    private String fill(String phrase) {
        return phrase.replace("%1$s", pick(PRODUCTS))
                .replace("%2$s", pick(ACTIONS))
                .replace("%3$d", Integer.toString(100 + random.nextInt(900)));
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
