// SPDX-License-Identifier: Apache-2.0
// Prints the answer to a CVR line. Usage: Cvr URL LINE ADDRESS
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Threading.Tasks;

static class Cvr
{
    // snippet: decide
    [DataContract] class Question { [DataMember] public string line, address; }
    [DataContract] class Decision { [DataMember] public string answer, verdict, enforcement; }

    static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Returns the decision about a CVR line, or null: the emulator then answers as before.</summary>
    static async Task<Decision> Decide(string url, string line, string address)
    {
        var body = new MemoryStream();
        new DataContractJsonSerializer(typeof(Question)).WriteObject(body, new Question { line = line, address = address });
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            var response = (await Client.PostAsync(url, content)).EnsureSuccessStatusCode();
            var json = await response.Content.ReadAsStreamAsync();
            var decision = (Decision)new DataContractJsonSerializer(typeof(Decision)).ReadObject(json);
            return decision.verdict == "advice" ? decision : null;
        }
        catch (Exception e) when (e is HttpRequestException || e is TaskCanceledException)
        {
            return null; // unreachable, too slow, or an HTTP error
        }
    }
    // end

    static void Main(string[] args)
    {
        Console.WriteLine(Decide(args[0], args[1], args[2]).Result?.answer ?? "no decision");
    }
}
