import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.io.File;

/**
 * Asks Jayway JsonPath every question of cases.mjs and prints its answers as JSON.
 * An answer is [query, kind, value or message, definite?]: "v" a value, "n" PathNotFoundException, "i" InvalidPathException while reading,
 * "x" any other exception while reading, "s" a path that does not compile. A fifth element is the answer over a tree of JsonNode where it
 * differs from that over the collections of json-smart.
 */
public class Oracle {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Configuration MAPS = Configuration.builder().jsonProvider(new JsonSmartJsonProvider()).build();
    private static final Configuration NODES = Configuration.builder().jsonProvider(new JacksonJsonNodeJsonProvider()).build();

    public static void main(String[] arguments) throws Exception {
        ArrayNode groups = MAPPER.createArrayNode();
        for (JsonNode group : MAPPER.readTree(new File(arguments[0]))) {
            ObjectNode answered = groups.addObject();
            answered.put("name", group.get("name").asText());
            answered.set("document", group.get("document"));
            ArrayNode answers = answered.putArray("answers");
            for (JsonNode query : group.get("queries")) {
                answers.add(answer(query.asText(), group.get("document").toString()));
            }
        }
        System.out.println(MAPPER.writeValueAsString(groups));
    }

    private static ArrayNode answer(String query, String document) {
        ArrayNode answer = MAPPER.createArrayNode();
        answer.add(query);
        boolean definite;
        try {
            definite = JsonPath.compile(query).isDefinite();
        } catch (Exception e) {
            return answer.add("s").add(message(e));
        }
        ArrayNode maps = read(query, document, MAPS);
        answer.addAll(maps);
        answer.add(definite ? 1 : 0);
        ArrayNode nodes = read(query, document, NODES);
        if (!nodes.get(0).equals(maps.get(0)) || (nodes.get(0).asText().equals("v") && !nodes.get(1).equals(maps.get(1)))) answer.add(nodes);
        return answer;
    }

    private static ArrayNode read(String query, String document, Configuration configuration) {
        ArrayNode answer = MAPPER.createArrayNode();
        JsonProvider provider = configuration.jsonProvider();
        try {
            Object value = JsonPath.compile(query).read(provider.parse(document), configuration);
            return answer.add("v").add(MAPPER.<JsonNode>valueToTree(value));
        } catch (PathNotFoundException e) {
            return answer.add("n").add(message(e));
        } catch (InvalidPathException e) {
            return answer.add("i").add(message(e));
        } catch (Exception e) {
            return answer.add("x").add(e.getClass().getSimpleName() + ": " + message(e));
        } catch (AssertionError | StackOverflowError e) {
            return answer.add("x").add(e.getClass().getSimpleName());
        }
    }

    /** Without what differs from run to run: where a class was loaded from. */
    private static String message(Exception e) {
        String text = String.valueOf(e.getMessage());
        int modules = text.indexOf(" (");
        return text.startsWith("class ") && modules > 0 ? text.substring(0, modules) : text;
    }
}
