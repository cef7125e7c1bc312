// SPDX-License-Identifier: Apache-2.0

// Prints the answer to a CVR line. Usage: go run cvr.go URL LINE ADDRESS
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

// snippet: decide
type decision struct {
	Answer, Verdict, Enforcement string
}

var client = http.Client{Timeout: 2 * time.Second}

// decide returns the decision about a CVR line, or nil: the emulator then answers as before.
func decide(url, line, address string) *decision {
	body, _ := json.Marshal(map[string]string{"line": line, "address": address})
	response, err := client.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil // unreachable or too slow
	}
	defer response.Body.Close()
	var made decision
	if json.NewDecoder(response.Body).Decode(&made) != nil || made.Verdict != "advice" {
		return nil
	}
	return &made
}

// end

func main() {
	if made := decide(os.Args[1], os.Args[2], os.Args[3]); made != nil {
		fmt.Println(made.Answer)
	} else {
		fmt.Println("no decision")
	}
}
